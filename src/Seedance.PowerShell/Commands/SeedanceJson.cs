using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Writes the exact body that a draft is sent as.</summary>
/// <remarks>A file that is still to be uploaded stands as its path in angle brackets, where its id will be; ConvertFrom-SeedanceJson reads that back.</remarks>
[Cmdlet(VerbsData.ConvertTo, "SeedanceJson")]
[OutputType(typeof(string))]
public sealed class ConvertToSeedanceJsonCommand : PSCmdlet
{
    /// <summary>The draft.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public SeedanceRequest Request { get; set; } = new();

    /// <summary>One line, as it is sent.</summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(RequestJson.WriteText(Request, VideoModel.Seedance20Fast, indented: !Compress));
}

/// <summary>Reads the body of a create request, such as the guide's sample, back into a draft.</summary>
/// <remarks>Settings that it leaves out get their defaults. What the service would not know is an error.</remarks>
[Cmdlet(VerbsData.ConvertFrom, "SeedanceJson")]
[OutputType(typeof(SeedanceRequest))]
public sealed class ConvertFromSeedanceJsonCommand : PSCmdlet
{
    private readonly List<string> _lines = [];

    /// <summary>The JSON, in one piece, in lines (Get-Content), or one body in each line (JSON Lines).</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string Json { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _lines.Add(Json);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Lines that each begin and end an object are bodies of their own.
        var filled = _lines.Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        var areBodies = filled.Count > 1 && filled.All(line => line.Trim() is ['{', .., '}']);
        foreach (var body in areBodies ? filled : [string.Join("\n", _lines)])
        {
            try
            {
                WriteObject(RequestJson.Read(body, VideoModel.Seedance20Fast));
            }
            catch (InvalidJsonException failure)
            {
                WriteError(failure.ToErrorRecord(body));
            }
        }
    }
}
