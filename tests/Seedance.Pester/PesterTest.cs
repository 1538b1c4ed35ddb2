using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Seedance.Pester;

/// <summary>One It: where it is, and its titles from the outermost block to its own.</summary>
internal sealed record PesterTest(string File, int Line, IReadOnlyList<string> Titles)
{
    /// <summary>As in "Account: Get-SeedanceAccount › shows the user".</summary>
    public string DisplayName => $"{Noun}: {string.Join(" › ", Titles)}";

    private string Noun => Path.GetFileName(File).Split('.')[0];

    /// <summary>As the test platform knows it.</summary>
    public TestCase ToTestCase(string source) =>
        new($"{Noun}.{string.Join('.', Titles)}", new Uri(PesterExecutor.Address), source) { DisplayName = DisplayName, CodeFilePath = File, LineNumber = Line };
}
