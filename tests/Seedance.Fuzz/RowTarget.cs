using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;
using System.Text.Json;
using Seedance.Pwsh;

namespace Seedance.Fuzz;

/// <summary>The reader of inputs: whatever a row, a text or another object in the pipeline is, it becomes a draft or a documented error.</summary>
internal sealed class RowTarget : IFuzzTarget
{
    private readonly Lazy<SteppablePipeline> _newRequest = new(Start);

    public string Name => "rows";

    public void Read(byte[] input, Action<Exception> onTyped)
    {
        foreach (var output in _newRequest.Value.Process(ToInput(input)))
        {
            if (output is PSObject { BaseObject: ErrorRecord error })
            {
                var isDocumented = error.FullyQualifiedErrorId.StartsWith("Seedance.", StringComparison.Ordinal) && !error.FullyQualifiedErrorId.StartsWith("Seedance.InternalError", StringComparison.Ordinal);
                onTyped(isDocumented ? error.Exception : throw new InvalidOperationException(error.FullyQualifiedErrorId, error.Exception));
            }
        }
    }

    /// <summary>New-SeedanceRequest of the staged module, to which inputs are piped one after another.</summary>
    private static SteppablePipeline Start()
    {
        var folder = Directory.CreateTempSubdirectory("seedance-fuzz-").FullName;
        File.WriteAllBytes(Path.Combine(folder, "fox.png"), Corpus.Read("media", "fox.png"));
        File.WriteAllBytes(Path.Combine(folder, "fox.mp4"), Corpus.Read("media", "fox.mp4"));
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(Path.Combine(PwshPackage.Modules, "Seedance", "Seedance.psd1"));
        var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(folder);
        Runspace.DefaultRunspace = runspace;
        var pipeline = ScriptBlock.Create("New-SeedanceRequest 2>&1").GetSteppablePipeline();
        pipeline.Begin(expectInput: true);
        return pipeline;
    }

    /// <summary>JSON is the row or value that it describes, any other text is itself.</summary>
    private static object? ToInput(byte[] input)
    {
        try
        {
            using var json = JsonDocument.Parse(input);
            return ToValue(json.RootElement);
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(input);
        }
    }

    private static object? ToValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty("", out _) => value.EnumerateObject().Aggregate(new Hashtable(), (row, cell) =>
        {
            row[cell.Name] = ToValue(cell.Value);
            return row;
        }),
        JsonValueKind.Object => value.EnumerateObject().Where(cell => cell.Name.Length > 0).DistinctBy(cell => cell.Name, StringComparer.OrdinalIgnoreCase).Aggregate(new PSObject(), (row, cell) =>
        {
            row.Properties.Add(new PSNoteProperty(cell.Name, ToValue(cell.Value)));
            return row;
        }),
        JsonValueKind.Array => value.EnumerateArray().Select(ToValue).ToArray(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.TryGetDecimal(out var exact) ? exact : value.GetDouble(),
        JsonValueKind.Null => null,
        _ => value.ValueKind == JsonValueKind.True,
    };
}
