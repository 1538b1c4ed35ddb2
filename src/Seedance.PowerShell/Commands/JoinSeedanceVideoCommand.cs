using System.Management.Automation;
using Seedance.PowerShell.Batches;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Film;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Joins saved videos to one film.</summary>
/// <remarks>
/// <para>The videos are joined in the order of the input. Where all have the same format, their streams are copied, which is fast and loses nothing. Otherwise, or with -Crossfade, they are encoded again (H.264 and AAC) with the size and frame rate of the first one. A video without audio is silent in the film.</para>
/// <para>Every video is read before anything is written. If one can't be read, no film is made. The film gets its name when it is complete and as long as the videos.</para>
/// <para>This cmdlet requires ffmpeg, on the PATH or by -FFmpegPath. Nothing is sent, and no key is needed.</para>
/// </remarks>
/// <returns>The file of the film.</returns>
/// <note>An input that was not made does not arrive: to make no film of an incomplete batch, use -ErrorAction Stop on the commands before.</note>
/// <example><para>Join all videos of a folder in the order of their names.</para>
/// <code>Get-ChildItem *.mp4 | Join-SeedanceVideo -Destination film.mp4</code></example>
/// <example><para>Join two videos that fade into each other for half a second.</para>
/// <code>Join-SeedanceVideo intro.mp4, intro.mp4 -Destination film.mp4 -Crossfade 0.5</code></example>
/// <example><para>Make the shots of a film and join them.</para>
/// <code>
/// $shots = New-SeedanceVideo 'A fox leaves its den' -Destination ./shots
/// $shots, 'intro.mp4' | Join-SeedanceVideo -Destination film.mp4 -Fit Crop
/// </code>
/// <para>With -Fit Crop a video of another shape fills the frame, without black bars.</para></example>
/// <seealso cref="ExportSeedanceFrameCommand"/>
/// <seealso cref="SaveSeedanceVideoCommand"/>
/// <seealso cref="NewSeedanceVideoCommand"/>
/// <seealso href="about_Seedance"/>
[Cmdlet(VerbsCommon.Join, "SeedanceVideo", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class JoinSeedanceVideoCommand : FilmCommand
{
    private const string Extension = ".mp4";
    private const string Crop = "Crop";

    // Below the line of the pipeline and those of its transfers.
    private const int ProgressLine = 100;

    private readonly List<string> _videos = [];
    private string? _film;
    private bool _isIncomplete;

    /// <summary>The file name of the film, which ends in .mp4. Its folder is created when it does not exist.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("OutFile", "DestinationPath")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = string.Empty;

    /// <summary>What happens to a video of another shape than the first: Pad adds black bars, Crop cuts off its edges. The default is Pad.</summary>
    [Parameter]
    [ValidateSet("Pad", Crop)]
    public string Fit { get; set; } = "Pad";

    /// <summary>For how long each video fades into the next. The film is shorter by that. The default is 0.</summary>
    /// <value>seconds from 0 to the length of the shortest video, such as 0.5</value>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Seconds]
    public decimal Crossfade { get; set; }

    private protected override bool HasOwnProgress => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // Before the commands upstream pay for anything.
        RunTerminating(Destination, () =>
        {
            _film = LocalFiles.ResolveLiteral(this, Destination);
            if (!_film.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            {
                throw SettingValue.NotAllowed(nameof(Destination), Destination, FilmText.AllowedFilm, FilmText.UseFilmName);
            }

            OutputFile.ThrowIfExists(_film, Force);
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // What could not be read was reported.
        if (!_isIncomplete)
        {
            Join();
        }

        base.EndProcessing();
    }

    private protected override void Process(string video, object target) => _videos.Add(video);

    private protected override void OnUnreadable() => _isIncomplete = true;

    private void Join()
    {
        if (_videos.Count == 0)
        {
            // With -WhatIf the commands upstream return nothing.
            RunTerminating(MyInvocation.MyCommand.Name, () => _ = IsWhatIf ? true : throw new UnsupportedInputException(FilmText.NoVideo, FilmText.UseVideos));
        }
        else if (ShouldProcess(_film!, FilmText.JoinAction(_videos.Count)))
        {
            var showsProgress = Preferences.IsProgressShown(this);
            Start(Destination, _ => JoinAsync(showsProgress), isItem: false);
        }
    }

    private async Task JoinAsync(bool showsProgress)
    {
        if (await ReadAllAsync() is not { } videos)
        {
            return;
        }

        var plan = new FilmPlan(videos, Fit.Equals(Crop, StringComparison.OrdinalIgnoreCase), (double)Crossfade);
        var maker = new FilmMaker(Tool, showsProgress ? ShowProgress : null, text => WriteVerboseAsync(() => text));
        try
        {
            await WriteFileAsync(await maker.MakeAsync(plan, _film!, Force, WorkToken));
        }
        finally
        {
            if (showsProgress && !WorkToken.IsCancellationRequested)
            {
                await WriteProgressAsync(FilmText.JoinActivity, 100, isCompleted: true);
            }
        }
    }

    /// <summary>Reads all videos, and reports each that can't be read.</summary>
    /// <returns>Null when one can't be.</returns>
    private async Task<IReadOnlyList<VideoFacts>?> ReadAllAsync()
    {
        var videos = new List<VideoFacts>();
        foreach (var path in _videos)
        {
            try
            {
                videos.Add(await VideoProbe.ReadAsync(Tool, path, WorkToken));
            }
            catch (UnreadableVideoException failure)
            {
                await WriteErrorAsync(failure, path);
            }
        }

        return videos.Count == _videos.Count ? videos : null;
    }

    private void ShowProgress(double done, double total) =>
        _ = WriteProgressAsync(FilmText.JoinProgress(System.IO.Path.GetFileName(_film!), done, total), (int)Math.Min(100, 100 * done / total), isCompleted: false);

    private Task WriteProgressAsync(string status, int percent, bool isCompleted) =>
        PostAsync(() => ProgressRecords.Write(CommandRuntime, new ProgressUpdate(ProgressLine, FilmText.JoinActivity, status, percent, isCompleted)));
}
