namespace Reconciler.Cli;

/// <summary>
/// Standard output or error. When it cannot be written to any more (a terminal that was closed, a full disk), the rest is dropped: what
/// is being done to the host must come to its end all the same.
/// </summary>
internal sealed class OutletStream(Stream outlet) : Stream
{
    /// <summary>Why writing failed; <c>null</c> while it has not. A pipe whose reader has had enough is no failure.</summary>
    public IOException? Failure { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Failure is not null)
            return;
        try
        {
            outlet.Write(buffer);
        }
        catch (IOException failure)
        {
            Failure = failure;
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
