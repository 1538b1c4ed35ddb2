using System.Management.Automation;
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
    [Alias("Generation", "GenerationId")]
    [ValidateNotNullOrEmpty]
    public object[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in Id)
        {
            if (Read(input) is { } generation)
            {
                Process(generation, input);
            }
            else
            {
                var fault = FaultText.NotAllowed(nameof(Id), input, ModuleMessages.AllowedId, Recommendations.UseGenerationId) with { Message = ModuleMessages.NotAGenerationId(input) };
                WriteFailure(new InvalidRequestException([fault]), input);
            }
        }
    }

    private static SeedanceGeneration? Read(object input) => MediaArgument.Unwrap(input) switch
    {
        SeedanceGeneration generation => generation,
        SeedanceJob job => job.Id is { } id ? Read(id) : null,
        PSCustomObject => PSObject.AsPSObject(input).Properties["Id"]?.Value is { } id ? Read(id) : null,
        var id => Guid.TryParse(id.ToString(), out var uuid) ? new SeedanceGeneration { Id = uuid.ToString() } : null,
    };

    private protected abstract void Process(SeedanceGeneration generation, object target);

    /// <summary>The client of the account that created the generation, unless another connection was chosen.</summary>
    private protected SeedanceClient ClientOf(SeedanceGeneration generation) =>
        Connection is null && generation.Connection is { } creator ? ClientFor(creator) : Client;
}
