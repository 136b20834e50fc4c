using System.Buffers;
using System.Text;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Files;

/// <summary>Bytes of a file to text: UTF-8 only, with or without a byte order mark.</summary>
internal static class TextDecoder
{
    // The last three end a line for YAML 1.1, and so for the parser, but for no editor.
    private static readonly SearchValues<char> Control = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c)
            .Where(c => c is not ('\t' or '\n' or '\r')), '\x7f', '\u0085', '\u2028', '\u2029']);

    /// <summary>The text; what is wrong with the bytes is reported, and shown as U+FFFD.</summary>
    public static SourceText Decode(string name, ReadOnlySpan<byte> bytes, ICollection<Diagnostic> faults)
    {
        if (OtherEncoding(bytes) is string encoding)
        {
            SourceText none = new(name, "");
            faults.Add(FileDiagnostics.OtherEncoding(none.At(0), encoding));
            return none;
        }
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        SourceText source = new(name, Encoding.UTF8.GetString(bytes));
        int invalid = FirstInvalid(bytes);
        if (invalid >= 0)
            faults.Add(FileDiagnostics.NotUtf8(source.At(Encoding.UTF8.GetCharCount(bytes[..invalid])), bytes[invalid]));
        else
            CheckCharacters(source, faults);
        return source;
    }

    /// <summary>Reports the first character that is not text.</summary>
    public static void CheckCharacters(SourceText source, ICollection<Diagnostic> faults)
    {
        int control = source.Characters.IndexOfAny(Control);
        if (control >= 0)
            faults.Add(FileDiagnostics.ControlCharacter(source.At(control), source.Characters[control]));
    }

    // A document begins with an ASCII character or a byte order mark, so that where its zeros stand tells the encoding.
    private static string? OtherEncoding(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xff, 0xfe, 0, 0, ..] or [0, 0, 0xfe, 0xff, ..] or [0, 0, 0, not 0, ..] or [not 0, 0, 0, 0, ..] => "UTF-32",
        [0xff, 0xfe, ..] or [0xfe, 0xff, ..] or [0, not 0, ..] or [not 0, 0, not 0, 0, ..] => "UTF-16",
        _ => null,
    };

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at < bytes.Length;)
        {
            int ascii = bytes[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7f);
            if (ascii < 0)
                return -1;
            at += ascii;
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out int length) != OperationStatus.Done)
                return at;
            at += length;
        }
        return -1;
    }
}
