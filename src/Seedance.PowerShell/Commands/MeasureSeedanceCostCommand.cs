using System.Management.Automation;
using Seedance.Costs;
using Seedance.PowerShell.Connections;
using Seedance.PowerShell.Costs;
using Seedance.PowerShell.Inputs;
using Seedance.Requests;

namespace Seedance.PowerShell.Commands;

/// <summary>Measures what videos will cost before they are submitted.</summary>
/// <remarks>
/// <para>This cmdlet accepts the inputs of New-SeedanceVideo, reads them in the same way and validates them in the same way. Nothing is sent or uploaded, and no key is needed.</para>
/// <para>The cost is the median of what the account was charged for videos of the same model, size and length, as far as the journal of this machine knows it (Basis Charged); or else it is computed from a price list (Basis PriceList, with its PriceDate): prices are linear between 4 and 15 seconds. When neither is known, Cost is empty (Basis Unknown).</para>
/// <para>The table shows the sum in its last line. For scripts: Measure-SeedanceCost | Measure-Object Cost -Sum.</para>
/// </remarks>
/// <returns>One object for each video: Cost in US dollars, Credits, Model, Size, Duration, Basis and IsMinimum.</returns>
/// <note>The cost of a video with a video reference is a minimum (IsMinimum): what the reference adds is not known. Jobs that were submitted under a -JobName before are measured as if they were new.</note>
/// <example><para>Measure a folder of images.</para>
/// <code>Get-ChildItem *.png | Measure-SeedanceCost -Size 480p -Duration 4</code></example>
/// <example><para>Measure the rows of a file, and get the sum.</para>
/// <code>(Import-Csv shots.csv | Measure-SeedanceCost | Measure-Object Cost -Sum).Sum</code></example>
/// <example><para>Compare the models.</para>
/// <code>
/// $draft = New-SeedanceRequest 'A fox runs through snow'
/// Get-SeedanceModel | ForEach-Object { $draft | Measure-SeedanceCost -Model $_.Id }
/// </code></example>
/// <seealso cref="NewSeedanceVideoCommand"/>
/// <seealso cref="GetSeedanceModelCommand"/>
/// <seealso cref="GetSeedanceUsageCommand"/>
/// <seealso href="about_Seedance_Costs"/>
[Cmdlet(VerbsDiagnostic.Measure, "SeedanceCost", DefaultParameterSetName = InputSet)]
[OutputType(typeof(SeedanceCost))]
public sealed class MeasureSeedanceCostCommand : VideoInputCommand
{
    private readonly List<SeedanceCost> _rows = [];
    private CostTable? _table;

    // Nothing is sent, so these are not parameters here: PowerShell does not inherit the attributes of overridden properties.

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override int ThrottleLimit { get; set; }

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override int? MaxRetry { get; set; }

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override int RetryTimeout { get; set; }

    private protected override SeedanceConnection? CostConnection => Connection ?? FindConnection();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // The sum is known at the end.
        WriteObject(_rows, enumerateCollection: true);
        base.EndProcessing();
    }

    private protected override Action Prepare(InputRequest input, object target, string? label)
    {
        var request = input.Request;
        var model = VideoModels.Of(request.Model);
        var warnings = Validate(request, model);
        if (input.Destination is not null)
        {
            _ = new DestinationReader(this).Read(input.Destination, mayWrite: false);
        }

        var takes = TakesOf(request, model);
        var estimate = Costs.Estimate(request, model);
        return () =>
        {
            Warn(warnings, model);
            _table ??= new CostTable(Costs.IsSimulated);
            foreach (var take in takes)
            {
                _table.Sum = _table.Sum.Add(estimate);
                _rows.Add(Describe(take, model, estimate, _table));
            }
        };
    }

    private SeedanceCost Describe(SeedanceRequest request, VideoModel model, CostEstimate estimate, CostTable table) => new()
    {
        Input = request.SourcePath is { } path ? System.IO.Path.GetFileName(path) : request.Prompt,
        Model = model.Id,
        Size = model.PricedTierOf(request.Width, request.Height),
        Width = request.Width,
        Height = request.Height,
        Duration = request.Duration,
        Cost = estimate.Dollars,
        Credits = estimate.Credits,
        Basis = estimate.Basis,
        PriceDate = estimate.PriceDate,
        IsMinimum = estimate.IsMinimum,
        IsSimulated = Costs.IsSimulated,
        Table = table,
    };

    /// <summary>The connection, whose account may have been charged before. Without one the price list is enough.</summary>
    private static SeedanceConnection? FindConnection()
    {
        try
        {
            return CurrentConnection.Find();
        }
        catch (InvalidConnectionException)
        {
            return null;
        }
    }
}
