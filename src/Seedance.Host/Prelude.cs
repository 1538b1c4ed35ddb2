namespace Seedance.Host;

/// <summary>The commands that the bare engine lacks, as a script.</summary>
internal static class Prelude
{
    public static string Text
    {
        get
        {
            using var stream = typeof(Prelude).Assembly.GetManifestResourceStream("Prelude.ps1")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
