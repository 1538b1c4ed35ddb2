using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Commands;

/// <summary>Shows every fault of a draft at once: the parameter, the value, what is allowed and how to fix it.</summary>
/// <remarks>This cmdlet returns nothing for a draft without faults. A fault of severity Error keeps New-SeedanceVideo from sending the draft; a Warning does not. Nothing is sent.</remarks>
/// <returns>One fault for each thing that is wrong or doubtful.</returns>
/// <returns>With -Quiet: whether New-SeedanceVideo would send the draft.</returns>
/// <note>Whether the service accepts what it is sent is known only then: moderation, for example, is the service's own.</note>
/// <example><para>See what is wrong with a draft.</para>
/// <code>New-SeedanceRequest 'A fox dances' -EndFrame den.png -AudioReference song.mp3 | Test-SeedanceRequest | Format-List</code></example>
/// <example><para>Check the rows of a file before they cost anything.</para>
/// <code>Import-Csv shots.csv | New-SeedanceRequest | Test-SeedanceRequest</code></example>
/// <example><para>Submit only what is valid.</para>
/// <code>Get-ChildItem *.png | New-SeedanceRequest | Where-Object { $_ | Test-SeedanceRequest -Quiet } | New-SeedanceVideo</code></example>
/// <seealso cref="NewSeedanceRequestCommand"/>
/// <seealso cref="NewSeedanceVideoCommand"/>
/// <seealso href="about_Seedance_Guidance"/>
/// <seealso href="about_Seedance_Errors"/>
[Cmdlet(VerbsDiagnostic.Test, "SeedanceRequest")]
[OutputType(typeof(RequestFault), typeof(bool))]
public sealed class TestSeedanceRequestCommand : PSCmdlet
{
    /// <summary>The draft.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [OwnType(typeof(SeedanceRequest))]
    [ValidateNotNull]
    public SeedanceRequest Request { get; set; } = new();

    /// <summary>Returns only True or False: whether New-SeedanceVideo would send it.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Accepts a model that the model table lacks, as New-SeedanceVideo -AllowUnknownModel does.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter AllowUnknownModel { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var model = VideoModels.Of(Request.Model);
        var problems = RequestValidator.FindProblems(Request, model, AllowUnknownModel);
        if (Quiet)
        {
            WriteObject(problems.All(problem => problem.IsWarning));
        }
        else
        {
            WriteObject(problems.Select(problem => FaultText.Describe(problem, model)), enumerateCollection: true);
        }
    }
}
