using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Film;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>The base of the cmdlets that work on saved videos by ffmpeg.</summary>
public abstract class FilmCommand : AsyncCmdlet
{
    private FFmpegTool? _tool;

    private protected FilmCommand()
    {
    }

    /// <summary>The video files. Wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Paths of video files that are used exactly as they are written.</summary>
    [Parameter]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>A video file, its path, or a generation that Save-SeedanceVideo has saved.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? InputObject { get; set; }

    /// <summary>The folder of ffmpeg and ffprobe, or the ffmpeg program with ffprobe beside it. The default is the PATH.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? FFmpegPath { get; set; }

    /// <summary>Replaces files that exist.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Force { get; set; }

    private protected FFmpegTool Tool => _tool!;

    /// <summary>ffmpeg uses all processors for one video.</summary>
    private protected override int RequestLimit => 1;

    private bool IsPiped => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RunTerminating(MyInvocation.MyCommand.Name, () =>
        {
            if (Path.Length + LiteralPath.Length > 0 == IsPiped)
            {
                throw new UnsupportedInputException(IsPiped ? FilmText.VideoTwice : FilmText.NoVideo, FilmText.UseVideos);
            }
        });
        RunTerminating(FFmpegPath ?? MyInvocation.MyCommand.Name, () => _tool = FFmpegTool.Find(FFmpegPath is { } given ? LocalFiles.ResolveLiteral(this, given) : null));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsPiped)
        {
            Read(InputObject, () => FilmInput.Read(this, InputObject));
            return;
        }

        foreach (var path in Path)
        {
            Read(path, () => FilmInput.ReadPath(this, path));
        }

        foreach (var path in LiteralPath)
        {
            Read(path, () => FilmInput.ReadLiteralPath(this, path));
        }
    }

    /// <summary>Processes one video.</summary>
    /// <param name="video">The full path of the file.</param>
    /// <param name="target">The user's input, the target of an error.</param>
    private protected abstract void Process(string video, object target);

    /// <summary>An input is not a video, which was reported.</summary>
    private protected virtual void OnUnreadable()
    {
    }

    private protected override string? Recommend(SeedanceException failure) => failure switch
    {
        FileExistsException or SameDestinationException => FilmText.ReplaceFile,
        InvalidRequestException { Faults: [var fault, ..] } => fault.Suggestion,
        _ => null,
    };

    /// <summary>Runs what concerns every input: a failure ends the command.</summary>
    private protected void RunTerminating(object target, Action work)
    {
        try
        {
            work();
        }
        catch (SeedanceException failure)
        {
            ThrowTerminatingError(failure.ToErrorRecord(target, recommended: Recommend(failure)));
        }
    }

    /// <summary>Writes a file as Get-Item does, with what the views of PowerShell show.</summary>
    private protected Task WriteFileAsync(FileInfo file) => PostAsync(() => WriteObject(InvokeProvider.Item.Get([file.FullName], force: true, literalPath: true), enumerateCollection: true));

    private void Read(object? input, Func<IReadOnlyList<string>> read)
    {
        var target = input ?? ModuleMessages.Null;
        if (!this.TryRead(target, null, read, out var videos))
        {
            OnUnreadable();
            return;
        }

        foreach (var video in videos)
        {
            Process(video, target);
        }
    }
}
