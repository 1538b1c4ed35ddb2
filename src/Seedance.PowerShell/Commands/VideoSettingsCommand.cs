using System.Collections;
using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Commands;

/// <summary>The settings of a video as parameters. A row can have them as columns, and each accepts a script block, in which $_ is the input.</summary>
/// <remarks>They are objects and not bound by property name: PowerShell would round numbers, skip what it can't convert, and take a file's Size for the video's.</remarks>
public abstract class VideoSettingsCommand : ConnectedCmdlet
{
    private GivenParameters? _given;
    private RequestBuilder? _builder;
    private bool _isPositionInput;
    private int _count;

    private protected VideoSettingsCommand()
    {
    }

    /// <summary>A prompt, a path or any other input, as in the pipeline. Several inputs make several videos. When the input comes from elsewhere, it is the prompt of every input.</summary>
    [Parameter(Position = 0)]
    public object? PromptOrPath { get; set; }

    /// <summary>What the video shows. It overrides the input's own prompt. (API field: prompt)</summary>
    /// <value>1 to 5000 characters</value>
    [Parameter]
    [ArgumentCompleter(typeof(JournalCompleter))]
    public object? Prompt { get; set; }

    /// <summary>The model. The default is seedance-2.0-fast. Get-SeedanceModel lists what each model accepts and costs. (API field: model)</summary>
    /// <value>seedance-2.0-fast, seedance-2.0, seedance-2.0-mini, bytedance/seedance-2.5, bytedance/seedance-2.5-flash</value>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public object? Model { get; set; }

    /// <summary>The length of the video. The default is 8. (API field: duration)</summary>
    /// <value>4 to 15 whole seconds; with Seedance 2.5 4 to 30</value>
    [Parameter]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public object? Duration { get; set; }

    /// <summary>The width of the video. The default is 1280. (API field: width)</summary>
    /// <value>1 or more pixels</value>
    [Parameter]
    [ArgumentCompleter(typeof(PixelCompleter))]
    public object? Width { get; set; }

    /// <summary>The height of the video. The default is 720. (API field: height)</summary>
    /// <value>1 or more pixels</value>
    [Parameter]
    [ArgumentCompleter(typeof(PixelCompleter))]
    public object? Height { get; set; }

    /// <summary>The tier of the sizes that the service's web application offers. Use it in place of -Width and -Height. The default is 720p. A draft keeps its aspect ratio.</summary>
    /// <value>480p, 720p; with seedance-2.0 also 1080p and 2160p</value>
    [Parameter]
    [ArgumentCompleter(typeof(SizeCompleter))]
    public object? Size { get; set; }

    /// <summary>The shape of the video. Use it in place of -Width and -Height. Auto is the ratio of the table that is nearest to the start frame's, whose size must be known; EXIF rotation counts. The default is 16:9. A draft keeps its tier.</summary>
    /// <value>16:9, 1:1, 9:16, 21:9, 4:3, 3:4, Auto</value>
    [Parameter]
    [ArgumentCompleter(typeof(AspectRatioCompleter))]
    public object? AspectRatio { get; set; }

    /// <summary>Deprecated: the tier of the size, with which it must agree. It is not sent unless given. (API field: mode)</summary>
    /// <value>RESOLUTION_480, RESOLUTION_720; with seedance-2.0 also RESOLUTION_1080 and RESOLUTION_2160; with Seedance 2.5 none</value>
    [Parameter]
    [ArgumentCompleter(typeof(ModeCompleter))]
    public object? Mode { get; set; }

    /// <summary>The seed; -1 lets the service choose one. The default is a random seed, which is drawn and sent. (API field: seed)</summary>
    /// <value>-1 to 4294967295</value>
    [Parameter]
    [ArgumentCompleter(typeof(JournalCompleter))]
    public object? Seed { get; set; }

    /// <summary>Whether the video has audio, for rows and script blocks. On the command line use -NoAudio. The default is true. (API field: motion_has_audio)</summary>
    /// <value>true, false</value>
    [Parameter]
    [ArgumentCompleter(typeof(WordCompleter))]
    public object? Audio { get; set; }

    /// <summary>Creates a video without audio; -NoAudio:$false creates one with audio. In a row true or false. (API field: motion_has_audio)</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter NoAudio { get; set; }

    /// <summary>Makes the video public on the service; -Public:$false makes it private. In a row true or false. It is private by default. (API field: public)</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Public { get; set; }

    /// <summary>The first image of the video: a path, a FileInfo, a media object, the ID of an upload, an HTTPS address or bytes. (API field: guidances.start_frame)</summary>
    [Parameter]
    public object? StartFrame { get; set; }

    /// <summary>The last image of the video. It requires a start frame. (API field: guidances.end_frame)</summary>
    [Parameter]
    public object? EndFrame { get; set; }

    /// <summary>Images that guide the entire video, at most 4, with Seedance 2.5 at most 30; in a row separated by semicolons. They are added to those of the input. (API field: guidances.image_reference)</summary>
    [Parameter]
    public object? ImageReference { get; set; }

    /// <summary>Videos that the new video builds on, at most 3, with Seedance 2.5 at most 10; in a row separated by semicolons. They are added to those of the input. (API field: guidances.video_reference_base)</summary>
    [Parameter]
    public object? VideoReference { get; set; }

    /// <summary>Audio that guides the video. It requires an image or video reference. (API field: guidances.audio_reference)</summary>
    [Parameter]
    public object? AudioReference { get; set; }

    /// <summary>Accepts a model that the model table lacks, such as one that is newer than this module. Only what all models share is checked then, its price is not known, and -Size and -AspectRatio can't be used.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter AllowUnknownModel { get; set; }

    /// <summary>Columns of rows that are not meant for the video. Wildcards are allowed. Any other filled column that is not a parameter is an error.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] IgnoreProperty { get; set; } = [];

    /// <summary>The input of the pipeline.</summary>
    private protected abstract object? PipelineInput { get; }

    /// <summary>The parameters that a row can have as columns.</summary>
    private protected virtual string[] Columns => VideoParameter.OfDraft;

    /// <summary>Whether -InputObject or another parameter gives the inputs.</summary>
    private protected virtual bool HasNamedInput => MyInvocation.BoundParameters.ContainsKey("InputObject");

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // At this point the bound parameters are those of the command line only.
        if (MyInvocation.BoundParameters.Count > 0)
        {
            this.RunTerminating(MyInvocation.MyCommand.Name, ReadCommandLine);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (MyInvocation.ExpectingInput || HasNamedInput)
        {
            ProcessInput(PipelineInput);
        }
        else if (_isPositionInput)
        {
            foreach (var input in Value.Unwrap(PromptOrPath) switch { byte[] => new[] { PromptOrPath }, IList several => several, _ => new[] { PromptOrPath } })
            {
                ProcessInput(input);
            }
        }
        else
        {
            ProcessOne(null, Prompt ?? StartFrame ?? MyInvocation.MyCommand.Name, label: null);
        }
    }

    /// <summary>Prepares what is done with a request. Nothing is written yet: a failure is the input's.</summary>
    /// <param name="input">The request, and what else its input and the command line say.</param>
    /// <param name="target">The user's input, the target of errors.</param>
    /// <param name="label">How messages call the input; null where its target shows what it is.</param>
    /// <returns>What is then done. It may write.</returns>
    private protected abstract Action Prepare(InputRequest input, object target, string? label);

    /// <summary>Processes every input that an object of the pipeline represents.</summary>
    private protected void ProcessInput(object? input)
    {
        var label = InputReader.LabelOf(input, ++_count);
        if (this.TryRead(input ?? ModuleMessages.Null, label, () => InputReader.Expand(this, input), out var found))
        {
            ProcessAll(found, label);
        }
    }

    /// <summary>Processes inputs. The error of one stops no other.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="label">How messages call them; null where their targets show what they are.</param>
    private protected void ProcessAll(VideoInput[] inputs, string? label)
    {
        foreach (var input in inputs)
        {
            ProcessOne(input, input.Source ?? ModuleMessages.Null, label);
        }
    }

    private void ProcessOne(VideoInput? input, object target, string? label)
    {
        if (this.TryRead(target, label, () => Prepare(Builder.Build(input), target, label), out var process))
        {
            process();
        }
    }

    private void ReadCommandLine()
    {
        var bound = MyInvocation.BoundParameters;
        GivenParameters.RequireValues(bound);
        var isPrompt = MyInvocation.ExpectingInput || HasNamedInput || Value.Unwrap(PromptOrPath) is string text && string.IsNullOrWhiteSpace(text);
        _isPositionInput = PromptOrPath is not null && !isPrompt;
        _given = GivenParameters.Read(bound, Columns, isPrompt ? PromptOrPath : null);
    }

    /// <summary>The model of a request.</summary>
    /// <exception cref="InvalidRequestException">The table lacks it, and it was not allowed.</exception>
    private protected VideoModel ModelOf(SeedanceRequest request)
    {
        var model = VideoModels.Of(request.Model);
        return model.IsInTable || AllowUnknownModel
            ? model
            : throw new InvalidRequestException([FaultText.Describe(new RequestProblem(ProblemKind.UnknownModel, RequestField.Model, model.Id), model)]);
    }

    private RequestBuilder Builder => _builder ??= new RequestBuilder(this, _given, Columns, IgnoreProperty);
}
