using System.Management.Automation;
using Seedance.Downloads;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>Checks where videos are to be saved, before anything is paid.</summary>
/// <param name="cmdlet">The cmdlet, to whose location paths are relative.</param>
internal sealed class DestinationReader(PSCmdlet cmdlet)
{
    private const int MaxIndex = 999_999;

    private readonly HashSet<string> _writable = new(StringComparer.Ordinal);

    /// <summary>The template of a destination: a folder, or a file name template that ends in .mp4.</summary>
    /// <param name="destination">What the user gave.</param>
    /// <param name="mayWrite">Whether a file may be created, and deleted, to see whether the folder can be written to.</param>
    /// <exception cref="InvalidRequestException">No video can be saved there.</exception>
    public FileNameTemplate Read(object destination, bool mayWrite)
    {
        var text = Value.Unwrap(destination) is FileSystemInfo item ? item.FullName : SettingValue.ToText(VideoParameter.Destination, destination);
        var template = new FileNameTemplate(Resolve(text));
        if (template.UnknownPlaceholders is [var unknown, ..])
        {
            throw NotAllowed(text, ModuleMessages.UnknownPlaceholder(unknown), ModuleMessages.AllowedPlaceholders(FileNameTemplate.Placeholders));
        }

        if (template.HasOtherExtension)
        {
            throw NotAllowed(text, null, ModuleMessages.AllowedDestination);
        }

        CheckLength(text, template);
        CheckFolder(text, template, mayWrite);
        return template;
    }

    private string Resolve(string destination)
    {
        try
        {
            return LocalFiles.ResolveLiteral(cmdlet, destination);
        }
        catch (MissingFileException)
        {
            throw NotAllowed(destination, null, ModuleMessages.AllowedDestination);
        }
    }

    private static void CheckLength(string destination, FileNameTemplate template)
    {
        try
        {
            _ = template.Resolve(new SeedanceGeneration { Id = Guid.Empty.ToString(), Prompt = "x", Seed = uint.MaxValue }, MaxIndex);
        }
        catch (PathTooLongException)
        {
            throw NotAllowed(destination, ModuleMessages.NameTooLong, ModuleMessages.AllowedNameLength(FileNameTemplate.MaxNameBytes));
        }
    }

    /// <summary>Checks the nearest folder that exists, in which the others are created.</summary>
    private void CheckFolder(string destination, FileNameTemplate template, bool mayWrite)
    {
        var folder = Directory.Exists(template.Destination) ? template.Destination : FixedFolder(template);
        while (folder is not null && !Directory.Exists(folder))
        {
            if (File.Exists(folder))
            {
                throw NotAllowed(destination, ModuleMessages.BelowAFile(folder), ModuleMessages.AllowedDestination);
            }

            folder = Path.GetDirectoryName(folder);
        }

        if (folder is null)
        {
            throw NotAllowed(destination, null, ModuleMessages.AllowedDestination);
        }

        if (mayWrite && _writable.Add(folder))
        {
            TryWrite(destination, folder);
        }
    }

    /// <summary>The folder of the template, up to its first placeholder.</summary>
    private static string? FixedFolder(FileNameTemplate template)
    {
        var folder = template.Destination.EndsWith(".mp4", StringComparison.OrdinalIgnoreCase) ? Path.GetDirectoryName(template.Destination) : template.Destination;
        while (folder is not null && folder.Contains('{') && !Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }

    private void TryWrite(string destination, string folder)
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, ".seedance-" + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            _writable.Remove(folder);
            throw NotAllowed(destination, ModuleMessages.FolderNotWritable(folder, failure), ModuleMessages.AllowedDestination);
        }
    }

    private static InvalidRequestException NotAllowed(string destination, string? reason, string allowed)
    {
        var fault = FaultText.NotAllowed(VideoParameter.Destination, destination, allowed, Recommendations.ChooseDestination);
        return new([reason is null ? fault : fault with { Message = $"{fault.Message} {reason}" }]);
    }
}
