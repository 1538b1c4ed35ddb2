using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>The base of the cmdlets that accept generations.</summary>
public abstract class GenerationCommand : ConnectedCmdlet
{
    private protected GenerationCommand()
    {
    }

    /// <summary>Generations as New-SeedanceVideo returns them, jobs of Get-SeedanceJob, their IDs, or rows with an Id. A generation is read with the connection that created it.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Id", ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(GenerationIdCompleter))]
    [Alias("Generation", "GenerationId")]
    [ValidateNotNullOrEmpty]
    public virtual object[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in Id)
        {
            ProcessInput(input);
        }
    }

    /// <summary>Processes one generation, as it was given.</summary>
    private protected void ProcessInput(object? input)
    {
        if (this.TryRead(input ?? ModuleMessages.Null, null, () => Read(input), out var generation))
        {
            Process(generation, input!);
        }
    }

    private SeedanceGeneration Read(object? input) => Value.Unwrap(input) switch
    {
        SeedanceGeneration generation => generation,
        SeedanceJob { IsUnsettled: true } job => throw new UnsupportedInputException(ModuleMessages.JobMayExist(job), Recommendations.SettleJob(job)),
        SeedanceJob job => job.ToGeneration(CurrentAccount),
        PSCustomObject => PSObject.AsPSObject(input!).Properties["Id"]?.Value is { } id ? ReadId(id) : throw NotAnId(input!),
        null => throw new UnsupportedInputException(ModuleMessages.NoGeneration, Recommendations.UseGenerationId),
        _ => ReadId(input!),
    };

    private static SeedanceGeneration ReadId(object id) => Value.Unwrap(id) is string or Guid && Guid.TryParse(Value.Describe(id), out var uuid) ? new SeedanceGeneration { Id = uuid.ToString() } : throw NotAnId(id);

    private static InvalidRequestException NotAnId(object input) =>
        new([FaultText.NotAllowed(nameof(Id), input, ModuleMessages.AllowedId, Recommendations.UseGenerationId) with { Message = ModuleMessages.NotAGenerationId(input) }]);

    private protected abstract void Process(SeedanceGeneration generation, object target);

    /// <summary>The client of the account that created the generation, unless another connection was chosen.</summary>
    private protected SeedanceClient ClientOf(SeedanceGeneration generation) =>
        Connection is null && generation.Connection is { } creator ? ClientFor(creator) : Client;
}
