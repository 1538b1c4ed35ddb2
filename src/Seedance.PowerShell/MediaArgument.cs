using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Reads what a user may give as a picture: a path, a file, a media object or the id of an upload.</summary>
internal static class MediaArgument
{
    /// <exception cref="SeedanceException">It is none of them, or no picture.</exception>
    public static SeedanceMedia ReadImage(PSCmdlet cmdlet, object argument) => Unwrap(argument) switch
    {
        SeedanceMedia media => media,
        FileInfo file => ImageFile.Open(file.FullName),
        string text when Guid.TryParse(text, out var id) => new SeedanceMedia { Id = id.ToString() },
        string path when LocalFiles.Resolve(cmdlet, path) is [var only] => ImageFile.Open(only),
        string path => throw new UnsupportedInputException(Strings.ManyFiles(path)),
        var other => throw new UnsupportedInputException(Strings.NotMedia(other)),
    };

    public static object Unwrap(object argument) => argument is PSObject wrapped ? wrapped.BaseObject : argument;
}
