using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Costs;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Commands;

/// <summary>The inputs of videos: from the pipeline, by position or as paths. Each is validated completely.</summary>
public abstract class VideoInputCommand : VideoSettingsCommand
{
    private protected const string InputSet = "Input";

    private readonly RepeatedWarnings _warnings = new();

    private protected VideoInputCommand()
    {
    }

    /// <summary>An image or video file, a prompt, a draft, a media object, an earlier generation, a job of Get-SeedanceJob, or a row whose columns are parameters. Anything else is an error.</summary>
    [Parameter(ParameterSetName = InputSet, ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>Images or videos, each for one video. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Path", Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Paths of images or videos that are used exactly as they are written, each for one video.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>How many videos are made of each input. Each take is a job of its own with a seed of its own: with -Seed the seed, the next one and so on. {take} in -Destination is its number. The default is 1.</summary>
    /// <value>takes</value>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [WholeNumber]
    [ValidateRange(1, 100)]
    public int Count { get; set; } = 1;

    private protected override object? PipelineInput => InputObject;

    private protected override string[] Columns => VideoParameter.OfVideo;

    private protected override bool HasNamedInput => base.HasNamedInput || ParameterSetName != InputSet;

    /// <summary>What the jobs cost.</summary>
    private protected CommandCosts Costs => field ??= new CommandCosts(CostConnection, MaxDollars);

    /// <summary>The connection whose account pays; null when there is none.</summary>
    private protected abstract SeedanceConnection? CostConnection { get; }

    /// <summary>What the jobs may cost in all; null when there is no limit.</summary>
    private protected virtual decimal? MaxDollars => null;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == InputSet)
        {
            base.ProcessRecord();
            return;
        }

        foreach (var path in ParameterSetName == "Path" ? Path : LiteralPath)
        {
            if (this.TryRead(path, null, () => ParameterSetName == "Path" ? LocalFiles.Resolve(this, path) : [LocalFiles.ResolveLiteral(this, path)], out var files))
            {
                ProcessAll(InputReader.FromFiles(files), label: null);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _warnings.Summarize(this);
    }

    /// <summary>Finds everything that is wrong with a request.</summary>
    /// <returns>The problems that are warnings.</returns>
    /// <exception cref="InvalidRequestException">Something is wrong.</exception>
    private protected List<RequestProblem> Validate(SeedanceRequest request, VideoModel model)
    {
        List<RequestProblem> problems = [.. RequestValidator.FindProblems(request, model, AllowUnknownModel)];
        return problems.Exists(problem => !problem.IsWarning)
            ? throw new InvalidRequestException([.. problems.Where(problem => !problem.IsWarning).Select(problem => FaultText.Describe(problem, model))])
            : problems;
    }

    /// <summary>The requests of the takes of an input.</summary>
    /// <exception cref="InvalidRequestException">The last one's seed would be too large.</exception>
    private protected IReadOnlyList<SeedanceRequest> TakesOf(SeedanceRequest request, VideoModel model)
    {
        if (Count == 1)
        {
            return [request];
        }

        var lastSeed = model.Seed.Max - Count + 1;
        return request.Seed > lastSeed
            ? throw SettingValue.NotAllowed(VideoParameter.Seed, request.Seed, ModuleMessages.AllowedSeeds(lastSeed, Count), Recommendations.GiveSmallerSeed)
            : [.. Enumerable.Range(0, Count).Select(take => request with { Seed = request.Seed >= 0 ? request.Seed + take : request.Seed })];
    }

    /// <summary>Writes warnings: one of each kind, and how many more there are.</summary>
    private protected void Warn(List<RequestProblem> problems, VideoModel model) => problems.ForEach(problem => _warnings.Add(this, problem, model));
}
