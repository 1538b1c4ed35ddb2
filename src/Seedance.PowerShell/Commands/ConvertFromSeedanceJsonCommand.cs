using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.Requests;

namespace Seedance.PowerShell.Commands;

/// <summary>Converts the JSON of a create request, such as the guide's sample, to a draft.</summary>
/// <remarks>Settings that it leaves out get their defaults. What the service does not know is an error.</remarks>
[Cmdlet(VerbsData.ConvertFrom, "SeedanceJson")]
[OutputType(typeof(SeedanceRequest))]
public sealed class ConvertFromSeedanceJsonCommand : PSCmdlet
{
    private readonly List<string> _lines = [];

    /// <summary>The JSON, as one string, as lines (Get-Content), or one request in each line (JSON Lines).</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [AllowEmptyString]
    public string Json { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _lines.Add(Json);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Lines that each begin and end an object are requests of their own.
        var filled = _lines.Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        var areRequests = filled.Count > 1 && filled.All(line => line.Trim() is ['{', .., '}']);
        foreach (var json in areRequests ? filled : [string.Join("\n", _lines)])
        {
            try
            {
                WriteObject(RequestReader.Read(json, VideoModel.Seedance20Fast));
            }
            catch (InvalidJsonException failure)
            {
                WriteError(failure.ToErrorRecord(json));
            }
        }
    }
}
