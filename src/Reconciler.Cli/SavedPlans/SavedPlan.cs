using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;

namespace Reconciler.Cli.SavedPlans;

/// <summary>
/// A plan in a file: JSON whose last field is the SHA-256 of all bytes before its line, so that no byte can change unseen. It vouches for
/// nobody, and need not: of what it says only the basis is read again, to be compared.
/// </summary>
internal static class SavedPlan
{
    private const string LastField = "  \"sha256\": \"";
    private const string End = "\n}\n";

    // What every saved plan begins with, of whatever version.
    private const string Start = "{\n  \"apiVersion\": \"reconciler/v1\",\n  \"kind\": \"SavedPlan\",\n";
    private static readonly int SealLength = Seal([]).Length;

    /// <summary>The file's text.</summary>
    public static byte[] Write(PlanBasis basis, PlanJson plan)
    {
        StringWriter json = new();
        JsonOutput.Write(new SavedPlanJson(basis, plan), json);
        byte[] body = Encoding.UTF8.GetBytes(json.ToString()[..^End.Length] + ",\n");
        return [.. body, .. Seal(body)];
    }

    /// <summary>Whether a file's bytes are meant to be a saved plan.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Encoding.UTF8.GetBytes(Start));

    /// <summary>Reads what a plan rests on.</summary>
    /// <param name="file">The file's name, for the fault.</param>
    public static bool TryRead(string file, byte[] bytes, [NotNullWhen(true)] out PlanBasis? basis, [NotNullWhen(false)] out Diagnostic? fault)
    {
        basis = null;
        fault = null;
        if (!Begins(bytes))
            fault = SavedPlanDiagnostics.NotReadable(file, "it is not a saved plan");
        else if (!IsSealed(bytes))
            fault = SavedPlanDiagnostics.Altered(file);
        else if ((basis = Parse(bytes)) is null)
            fault = SavedPlanDiagnostics.NotReadable(file, "it is not as this version of the program writes it");
        return basis is not null;
    }

    private static bool IsSealed(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= SealLength && bytes[^SealLength..].SequenceEqual(Seal(bytes[..^SealLength]));

    private static byte[] Seal(ReadOnlySpan<byte> body) => Encoding.UTF8.GetBytes($"{LastField}{Fingerprint.Of(body)}\"{End}");

    private static PlanBasis? Parse(byte[] bytes)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(bytes);
            PlanBasis? basis = json.RootElement.TryGetProperty("basis", out JsonElement found) ? found.Deserialize(PlanBasisTypes.Default.PlanBasis) : null;
            return basis is not null && HostOption.IsOwner(basis.Owner) ? basis : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
