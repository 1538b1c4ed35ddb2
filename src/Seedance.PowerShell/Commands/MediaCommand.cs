using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>The base of the cmdlets that accept uploads by their IDs.</summary>
public abstract class MediaCommand : ConnectedCmdlet
{
    private protected MediaCommand()
    {
    }

    /// <summary>IDs of uploads, or media objects.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(MediaIdCompleter))]
    [Alias("Media", "UploadId")]
    [ValidateNotNullOrEmpty]
    public object[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in Id)
        {
            var id = Value.Unwrap(input) is SeedanceMedia media ? media.Id : Value.Unwrap(input) is string or Guid ? Value.Describe(input) : null;
            if (Guid.TryParse(id, out _))
            {
                Process(id!, input);
            }
            else
            {
                var fault = FaultText.NotAllowed(nameof(Id), input, ModuleMessages.AllowedId, Recommendations.UseMediaId) with { Message = ModuleMessages.NotAMediaId(input) };
                WriteError(new InvalidRequestException([fault]).ToErrorRecord(input));
            }
        }
    }

    private protected abstract void Process(string id, object target);

    private protected override string? Recommend(SeedanceException failure) => failure is NotFoundException ? Recommendations.UseMediaId : null;
}
