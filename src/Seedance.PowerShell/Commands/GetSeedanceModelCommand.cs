using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.Requests;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets the models of the Seedance family: what each accepts and what it costs.</summary>
/// <remarks>These are the rows of the module's model table. The service is not asked, and no key is needed. New-SeedanceVideo -Model uses a model, and validates a request by its row.</remarks>
/// <returns>One object for each model: its ID, lengths, numbers of references, sizes and prices.</returns>
/// <note>The prices were seen on the day that each one names. What the account is really charged is in the Cost of its jobs, which Measure-SeedanceCost uses. The prices of Seedance 2.5 are not known.</note>
/// <example><para>List the models.</para>
/// <code>Get-SeedanceModel</code></example>
/// <example><para>See the prices of a model.</para>
/// <code>(Get-SeedanceModel seedance-2.0).Prices</code></example>
/// <example><para>Find the models that make a video of 30 seconds.</para>
/// <code>Get-SeedanceModel | Where-Object MaxDuration -GE 30</code></example>
/// <seealso cref="NewSeedanceVideoCommand"/>
/// <seealso cref="MeasureSeedanceCostCommand"/>
/// <seealso href="about_Seedance_Costs"/>
[Cmdlet(VerbsCommon.Get, "SeedanceModel")]
[OutputType(typeof(SeedanceModel))]
public sealed class GetSeedanceModelCommand : PSCmdlet
{
    /// <summary>Gets only the models with these IDs. Wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model")]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var models = VideoModels.All.ToList();
        foreach (var pattern in (Id ?? ["*"]).Select(id => new NamePattern(id)))
        {
            var found = models.Where(model => pattern.Matches(model.Id)).Select(SeedanceModel.Of).ToList();
            if (found.Count == 0 && !pattern.HasWildcards)
            {
                WriteError(new UnknownModelException(pattern.Text).ToErrorRecord(pattern.Text));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
