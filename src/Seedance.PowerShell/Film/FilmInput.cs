using System.Management.Automation;
using Seedance.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Film;

/// <summary>Reads which saved videos an input is. Its kinds are a closed list: a file, a path, a saved generation or job.</summary>
internal static class FilmInput
{
    /// <summary>The full paths of an object's files: a path with wildcards can be several.</summary>
    /// <exception cref="SeedanceException">It is not a saved video.</exception>
    public static IReadOnlyList<string> Read(PSCmdlet cmdlet, object? input) => Value.Unwrap(input) switch
    {
        FileSystemInfo file => [Require(file.FullName)],
        string path when path.Length > 0 => ReadPath(cmdlet, path),
        SeedanceGeneration { Path: { } path } => [Require(path)],
        SeedanceGeneration generation => throw NotSaved(generation.Id),
        SeedanceJob { Path: { } path } => [Require(path)],
        SeedanceJob { Id: { } id } => throw NotSaved(id),
        null => throw new UnsupportedInputException(FilmText.NullVideo, Recommendations.CheckVariable),
        _ => throw new UnsupportedInputException(FilmText.NotAVideoFile(Value.TypeName(input!)), FilmText.UseVideos),
    };

    /// <summary>The files that a -Path matches. Wildcards match no folders.</summary>
    /// <exception cref="SeedanceException">It matches none.</exception>
    public static IReadOnlyList<string> ReadPath(PSCmdlet cmdlet, string path)
    {
        var found = LocalFiles.Resolve(cmdlet, path);
        return found is [var only] ? [Require(only)]
            : found.Where(File.Exists).ToList() is { Count: > 0 } files ? files
            : throw new MissingFileException(path);
    }

    /// <summary>The file of a -LiteralPath.</summary>
    /// <exception cref="SeedanceException">There is none.</exception>
    public static IReadOnlyList<string> ReadLiteralPath(PSCmdlet cmdlet, string path) => [Require(LocalFiles.ResolveLiteral(cmdlet, path))];

    private static string Require(string path) =>
        File.Exists(path) ? path
        : Directory.Exists(path) ? throw new UnsupportedInputException(Messages.IsAFolder(path), FilmText.UseVideos)
        : throw new MissingFileException(path);

    private static UnsupportedInputException NotSaved(string id) => new(FilmText.NotSaved(id), FilmText.SaveFirst(id));
}
