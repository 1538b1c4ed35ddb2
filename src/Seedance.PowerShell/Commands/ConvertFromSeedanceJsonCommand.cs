using System.Management.Automation;
using Seedance.Downloads;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.Requests;

namespace Seedance.PowerShell.Commands;

/// <summary>Converts the JSON of a create request, or the .json file beside a saved video, to a draft.</summary>
/// <remarks>
/// <para>The JSON can be the output of ConvertTo-SeedanceJson or the sample of the service's guide. Settings that it leaves out get their defaults. A key that the service does not know is an error.</para>
/// <para>The file that Save-SeedanceVideo writes beside a video gives the request that made the video, with the seed that was sent. Its local files are used again, and one that is gone or has changed is an error. The file names them without their folders: these are in the journal, and without it the files are looked for in the current folder.</para>
/// </remarks>
/// <returns>A draft for each request in the JSON.</returns>
/// <note>Nothing is sent. A request for a model that the model table lacks is an error unless -AllowUnknownModel is given.</note>
/// <example><para>Make a video of a saved draft.</para>
/// <code>Get-Content request.json | ConvertFrom-SeedanceJson | New-SeedanceVideo</code></example>
/// <example><para>Make a video of each line.</para>
/// <code>Get-Content requests.jsonl | ConvertFrom-SeedanceJson | New-SeedanceVideo</code>
/// <para>Lines that each begin and end an object are requests of their own (JSON Lines).</para></example>
/// <example><para>Change a saved draft.</para>
/// <code>Get-Content request.json | ConvertFrom-SeedanceJson | New-SeedanceRequest -Duration 4 | ConvertTo-SeedanceJson</code></example>
/// <example><para>Make a saved video again.</para>
/// <code>
/// $video = New-SeedanceVideo 'A fox runs' -StartFrame fox.png -Destination ./videos
/// Get-Content -LiteralPath "$($video.Path).json" -Raw -Encoding utf8 | ConvertFrom-SeedanceJson | New-SeedanceVideo
/// </code>
/// <para>The second video is a new job that is paid for. Export-SeedanceGallery writes a page that copies this command.</para></example>
/// <seealso cref="ConvertToSeedanceJsonCommand"/>
/// <seealso cref="NewSeedanceRequestCommand"/>
/// <seealso cref="NewSeedanceVideoCommand"/>
/// <seealso cref="ExportSeedanceGalleryCommand"/>
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

    /// <summary>Accepts a model that the model table lacks, as New-SeedanceVideo -AllowUnknownModel does.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter AllowUnknownModel { get; set; }

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
            if (this.TryRead(json, null, () => Read(json), out var request))
            {
                WriteObject(request);
            }
        }
    }

    private SeedanceRequest Read(string json) => VideoSidecar.Read(json) is { } video
        ? JobRequest.ReadSidecar(video, SessionState.Path.CurrentFileSystemLocation.ProviderPath, AllowUnknownModel)
        : RequestReader.Read(json, AllowUnknownModel);
}
