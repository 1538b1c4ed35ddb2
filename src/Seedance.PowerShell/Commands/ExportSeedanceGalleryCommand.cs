using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using Seedance.Errors;
using Seedance.Files;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Gallery;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Writes an HTML page with videos: a player for each, its prompt, settings, seed, cost and references, and the command that makes it again.</summary>
/// <remarks>
/// <para>The page shows the videos of a folder, of generations or of jobs. What a video was made with is read from the .json file that Save-SeedanceVideo writes beside it. Jobs that failed come first, with the reason.</para>
/// <para>The page can be searched, filtered and sorted, and sums what the videos shown cost: dollars, credits and simulated costs are never added together. It needs no network and no other file but the videos, which it links by relative paths, so that page and videos can be moved together. An image beside a video (fox.mp4.jpg or fox.jpg for fox.mp4) is shown until the video plays.</para>
/// </remarks>
/// <returns>The file of the page.</returns>
/// <note>Nothing is sent, and no key is needed. The page names files without their folders, unless they are on another drive.</note>
/// <example><para>Show the videos of a folder.</para>
/// <code>Export-SeedanceGallery ./videos -Destination ./videos/gallery.html</code></example>
/// <example><para>Show a batch, also what failed.</para>
/// <code>Get-SeedanceJob -JobName trailer | Export-SeedanceGallery -Title 'Trailer' -Destination trailer.html</code></example>
/// <example><para>Make videos, save them and show them in one page that contains them.</para>
/// <code>'A fox runs', 'An owl flies' | New-SeedanceVideo -Destination ./videos | Export-SeedanceGallery -Embed</code>
/// <para>The page is one file that can be sent to somebody.</para></example>
/// <example><para>Update a page.</para>
/// <code>Get-SeedanceJob -Since (Get-Date).Date | Export-SeedanceGallery -Destination today.html -Force</code></example>
/// <seealso cref="SaveSeedanceVideoCommand"/>
/// <seealso cref="GetSeedanceJobCommand"/>
/// <seealso cref="ConvertFromSeedanceJsonCommand"/>
/// <seealso href="about_Seedance_Jobs"/>
[Cmdlet(VerbsData.Export, "SeedanceGallery", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSeedanceGalleryCommand : PSCmdlet
{
    /// <summary>The largest sum of videos that a page can contain: browsers refuse longer texts.</summary>
    private const long MaxEmbeddedBytes = 256_000_000;

    private GalleryReader _reader = null!;
    private string _page = string.Empty;

    /// <summary>Folders with videos, or MP4 files. The default is the current folder. Wildcards are allowed. Where videos are piped in, the first position is the -Destination.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Folders or MP4 files by paths that are used exactly as they are written.</summary>
    [Parameter]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Generations as New-SeedanceVideo and Save-SeedanceVideo return them, jobs of Get-SeedanceJob, or the files and folders of Get-ChildItem.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? InputObject { get; set; }

    /// <summary>The HTML file. The default is ./gallery.html. Its folder is created if it does not exist.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "./gallery.html";

    /// <summary>The title of the page. The default is Seedance gallery.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Seedance gallery";

    /// <summary>Puts the videos into the page, which is then one file for everything. All videos together can have 256 MB.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Embed { get; set; }

    /// <summary>Opens the page in the browser.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Open { get; set; }

    /// <summary>Replaces a file that exists.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Force { get; set; }

    private bool IsPiped => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));

    /// <inheritdoc/>
    protected override void BeginProcessing() => this.RunTerminating(MyInvocation.MyCommand.Name, () =>
    {
        _reader = new GalleryReader(WriteWarning);
        if (IsPiped && Path.Length > 0)
        {
            // PowerShell binds the first position to the paths, which are piped in.
            Destination = Path is [var only] && !MyInvocation.BoundParameters.ContainsKey(nameof(Destination)) ? only : throw new UnsupportedInputException(ModuleMessages.VideosAreGivenTwice, Recommendations.SeeGallery);
            Path = [];
        }

        _page = ResolvePage();
        if (File.Exists(_page) && !Force)
        {
            ThrowExists();
        }
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsPiped)
        {
            this.TryRead(InputObject ?? ModuleMessages.Null, null, () => Read(InputObject), out _);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var path in IsPiped || LiteralPath.Length > 0 || Path.Length > 0 ? Path : ["."])
        {
            this.TryRead(path, null, () => ReadPaths(LocalFiles.Resolve(this, path), path), out _);
        }

        foreach (var path in LiteralPath)
        {
            this.TryRead(path, null, () => ReadPaths([LocalFiles.ResolveLiteral(this, path)], path), out _);
        }

        if (ShouldProcess(_page, ModuleMessages.GalleryAction(_reader.Entries.Count)))
        {
            this.RunTerminating(_page, Write);
            WriteObject(new FileInfo(_page));
            if (Open)
            {
                OpenPage();
            }
        }
    }

    private object Read(object? input)
    {
        switch (Value.Unwrap(input))
        {
            case SeedanceGeneration generation:
                _reader.Add(generation);
                break;
            case SeedanceJob job:
                _reader.Add(job);
                break;
            case FileSystemInfo item:
                ReadPaths([item.FullName], item.FullName);
                break;
            case string path:
                ReadPaths(LocalFiles.Resolve(this, path), path);
                break;
            case null:
                throw new UnsupportedInputException(ModuleMessages.NotForGallery(ModuleMessages.Null), Recommendations.CheckVariable);
            default:
                throw new UnsupportedInputException(ModuleMessages.NotForGallery(Value.TypeName(input!)), Recommendations.SeeGallery);
        }

        return input!;
    }

    /// <summary>Reads what a path was resolved to. Of the files that wildcards match, others than videos are passed over.</summary>
    private IReadOnlyList<string> ReadPaths(IReadOnlyList<string> paths, string given)
    {
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                ReadFolder(path);
            }
            else if (GalleryReader.IsVideo(path))
            {
                _reader.AddVideo(File.Exists(path) ? path : throw new MissingFileException(given));
            }
            else if (paths.Count == 1)
            {
                throw File.Exists(path) ? new UnsupportedInputException(ModuleMessages.NotAVideoFile(path), Recommendations.SeeGallery) : new MissingFileException(given);
            }
        }

        return paths;
    }

    private void ReadFolder(string folder)
    {
        try
        {
            _reader.AddFolder(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidMediaException(folder, Messages.UnreadableFile(folder, failure), failure);
        }
    }

    private string ResolvePage()
    {
        try
        {
            var page = System.IO.Path.GetFullPath(LocalFiles.ResolveLiteral(this, Destination));
            return System.IO.Path.GetExtension(page).ToLowerInvariant() is ".html" or ".htm" && !Directory.Exists(page) ? page : throw NotAllowed(null);
        }
        catch (MissingFileException)
        {
            throw NotAllowed(null);
        }
    }

    private void Write()
    {
        if (Embed && GalleryPage.Files(_reader.Entries).Sum(file => new FileInfo(file.Path).Length) is > MaxEmbeddedBytes and var bytes)
        {
            throw SettingValue.NotAllowed(nameof(Embed), true, ModuleMessages.TooMuchToEmbed(bytes, MaxEmbeddedBytes), Recommendations.LinkVideos);
        }

        var page = new GalleryPage(Title, _reader.Entries, System.IO.Path.GetDirectoryName(_page)!, Embed);
        try
        {
            AtomicFile.Write(_page, page.Write, Force);
        }
        catch (IOException) when (!Force && File.Exists(_page))
        {
            ThrowExists();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw NotAllowed(ModuleMessages.FolderNotWritable(_page, failure));
        }
    }

    private void ThrowExists() => ThrowTerminatingError(new FileExistsException(_page, null).ToErrorRecord(_page, recommended: Recommendations.ReplaceGallery));

    private InvalidRequestException NotAllowed(string? reason)
    {
        var fault = FaultText.NotAllowed(nameof(Destination), Destination, ModuleMessages.AllowedGallery, Recommendations.NameGallery);
        return new([reason is null ? fault : fault with { Message = $"{fault.Message} {reason}" }]);
    }

    private void OpenPage()
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(_page) { UseShellExecute = true });
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            WriteWarning(ModuleMessages.NotOpened(_page, failure));
        }
    }
}
