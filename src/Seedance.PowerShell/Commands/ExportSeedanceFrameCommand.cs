using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Film;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Exports a frame of a saved video as a PNG file.</summary>
/// <remarks>
/// <para>The frame is the first one, the last one, or the one that is shown at a time. As the start frame of another video, the last frame continues a shot.</para>
/// <para>This cmdlet requires ffmpeg, on the PATH or by -FFmpegPath. Nothing is sent, and no key is needed.</para>
/// </remarks>
/// <returns>The PNG file of each video, in the order of the input.</returns>
/// <note>The frame has the size of the video and 8 bits for each color. The last frame is the last one that decodes, also where the audio is longer than the video.</note>
/// <example><para>Continue a shot.</para>
/// <code>Export-SeedanceFrame intro.mp4 -Last | New-SeedanceVideo -Prompt 'The fox runs on'</code></example>
/// <example><para>Export the first frame of each video into a folder.</para>
/// <code>Get-ChildItem *.mp4 | Export-SeedanceFrame -First -Destination ./frames</code></example>
/// <example><para>Export the frame at half a second under a name of its own.</para>
/// <code>Export-SeedanceFrame intro.mp4 -At 0.5 -Destination still.png</code></example>
/// <example><para>Continue a video that was just saved.</para>
/// <code>New-SeedanceVideo 'A fox leaves its den' -Destination ./videos | Export-SeedanceFrame -Last | New-SeedanceVideo -Prompt 'The fox runs through snow'</code></example>
/// <seealso cref="JoinSeedanceVideoCommand"/>
/// <seealso cref="SaveSeedanceVideoCommand"/>
/// <seealso cref="NewSeedanceVideoCommand"/>
/// <seealso href="about_Seedance_Guidance"/>
[Cmdlet(VerbsData.Export, "SeedanceFrame", DefaultParameterSetName = "Last", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSeedanceFrameCommand : FilmCommand
{
    private const string Extension = ".png";

    private readonly HashSet<string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private FrameMoment? _moment;
    private string? _destination;
    private bool _isFileName;

    /// <summary>Exports the first frame.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "First")]
    [ExactSwitch]
    public SwitchParameter First { get; set; }

    /// <summary>Exports the last frame. So does the cmdlet without -First and -At.</summary>
    [Parameter(ParameterSetName = "Last")]
    [ExactSwitch]
    public SwitchParameter Last { get; set; }

    /// <summary>Exports the frame that is shown at this time from the beginning of the video.</summary>
    /// <value>seconds from 0 to the end of the video, such as 2.5</value>
    [Parameter(Mandatory = true, ParameterSetName = "At")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Seconds]
    public decimal? At { get; set; }

    /// <summary>A folder, which is created when it does not exist, or for one video a file name that ends in .png. The default is the folder of the video. There the name of fox.mp4 is fox-first.png, fox-last.png or, for a time, fox-2.5.png.</summary>
    [Parameter(Position = 1)]
    [Alias("OutFile", "DestinationPath")]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _moment = new FrameMoment(At, First.IsPresent);
        base.BeginProcessing();
        if (Destination is not null)
        {
            RunTerminating(Destination, ReadDestination);
        }
    }

    private protected override void Process(string video, object target)
    {
        var (tool, moment, force) = (Tool, _moment!, (bool)Force);
        var path = PathOf(video);
        if (!_paths.Add(path))
        {
            Start(target, _ => throw SecondOf(path));
        }
        else if (ShouldProcess(path, FilmText.FrameAction(moment, video)))
        {
            Start(target, async _ => await WriteFileAsync(await FrameExporter.ExportAsync(tool, video, moment, path, force, WorkToken)));
        }
    }

    private protected override string? Recommend(SeedanceException failure) => failure is SameDestinationException ? FilmText.UseFrameFolder : base.Recommend(failure);

    private void ReadDestination()
    {
        _destination = LocalFiles.ResolveLiteral(this, Destination!);
        if (Directory.Exists(_destination))
        {
            return;
        }

        _isFileName = _destination.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
        if (!_isFileName && MediaNames.IsMedia(_destination))
        {
            throw SettingValue.NotAllowed(nameof(Destination), Destination, FilmText.AllowedFrame, FilmText.UseFrameFolder);
        }
    }

    private string PathOf(string video) =>
        _isFileName ? _destination!
        : System.IO.Path.Combine(_destination ?? System.IO.Path.GetDirectoryName(video)!, System.IO.Path.GetFileNameWithoutExtension(video) + _moment!.Suffix + Extension);

    private SeedanceException SecondOf(string path) => _isFileName
        ? SettingValue.NotAllowed(nameof(Destination), FilmText.NoFrameNameForSeveral(Destination!), FilmText.AllowedFrame, FilmText.UseFrameFolder)
        : new SameDestinationException(path);
}
