using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Seedance.Tests;

/// <summary>What the model takes, by the guide.</summary>
public sealed class VideoModelTests
{
    private static readonly VideoModel _model = VideoModel.Seedance20Fast;
    private static readonly SeedanceMedia _picture = new() { Id = "x" };

    public static TheoryData<string, bool> Drafts => new()
    {
        { "duration 4", true }, { "duration 15", true }, { "duration 3", false }, { "duration 16", false },
        { "seed -1", true }, { "seed 4294967295", true }, { "seed -2", false }, { "seed 4294967296", false },
        { "prompt 1", true }, { "prompt 5000", true }, { "prompt 0", false }, { "prompt 5001", false },
        { "width 1", true }, { "width 0", false }, { "width -1", false }, { "size 0", true },
        { "frames start", true }, { "frames both", true }, { "frames end", false },
    };

    [Theory]
    [MemberData(nameof(Drafts))]
    public void The_edge_of_each_range(string change, bool valid)
    {
        var standard = new SeedanceRequest { Prompt = "a fox" };
        var draft = change.Split(' ') switch
        {
            ["duration", var value] => standard with { Duration = int.Parse(value) },
            ["seed", var value] => standard with { Seed = long.Parse(value) },
            ["prompt", var length] => standard with { Prompt = new string('x', int.Parse(length)) },
            ["width", var value] => standard with { Width = int.Parse(value) },
            ["size", _] => standard with { Width = 0, Height = 0 },
            ["frames", "start"] => standard with { StartFrame = _picture },
            ["frames", "end"] => standard with { EndFrame = _picture },
            _ => standard with { StartFrame = _picture, EndFrame = _picture },
        };

        Assert.Equal(valid, Errors(draft).Count == 0);
    }

    [Property]
    public void Each_fault_names_the_parameter_and_the_value(int duration, long seed)
    {
        var faults = Errors(new SeedanceRequest { Prompt = "a fox", Duration = duration, Seed = seed });

        Assert.All(faults, fault => Assert.StartsWith($"-{fault.Parameter} {fault.Value} ", fault.Message, StringComparison.Ordinal));
        Assert.Equal((duration is < 4 or > 15 ? 1 : 0) + (seed is < -1 or > 4294967295 ? 1 : 0), faults.Count);
    }

    [Property]
    public Property What_has_no_fault_is_taken_by_the_service() => Prop.ForAll(
        ArbMap.Default.ArbFor<(string? Prompt, int Duration, int Width, int Height, long? Seed, bool Audio, bool Public)>(),
        values =>
        {
            var draft = new SeedanceRequest
            {
                Prompt = values.Prompt,
                Duration = 4 + (Math.Abs(values.Duration % 14)),
                Width = Math.Abs(values.Width % 4000),
                Height = Math.Abs(values.Height % 4000),
                Seed = values.Seed,
                Audio = values.Audio,
                Public = values.Public,
            };
            if (Errors(draft).Count > 0)
            {
                return;
            }

            using var json = System.Text.Json.JsonDocument.Parse(RequestWriter.Write(draft, _model));
            Assert.Equal(draft.Prompt, json.RootElement.GetProperty("parameters").GetProperty("prompt").GetString());
            Assert.Empty(ServiceCheck(json.RootElement));
        });

    [Theory]
    [InlineData(@"\ud83e", false)]
    [InlineData(@"\udd8a", false)]
    [InlineData(@"fox \ud83e\udd8a", true)]
    [InlineData(@"\ud83e\ud83e\udd8a", false)]
    public void Half_a_character_is_a_fault(string escaped, bool valid) =>
        Assert.Equal(valid, Errors(new SeedanceRequest { Prompt = Regex.Unescape(escaped) }).Count == 0);

    [Theory]
    [InlineData(1280, 720, 8, 1936)]
    [InlineData(864, 496, 4, 448)]
    [InlineData(960, 960, 15, 3630)]
    [InlineData(560, 752, 5, 560)]
    public void The_price_hint_is_the_web_applications_quote(int width, int height, int seconds, int credits) =>
        Assert.Equal(credits, _model.EstimateCredits(new SeedanceRequest { Width = width, Height = height, Duration = seconds }));

    private static List<RequestFault> Errors(SeedanceRequest draft) =>
        [.. RequestCheck.FindFaults(draft, _model).Where(fault => fault.Severity == FaultSeverity.Error)];

    // The sandbox's own reading of the contract, which shares no code with the client's.
    private static IReadOnlyList<string> ServiceCheck(System.Text.Json.JsonElement body)
    {
        using var client = new HttpClient(new Seedance.Sandbox.SandboxService());
        client.DefaultRequestHeaders.Authorization = new("Bearer", "any");
        using var content = new StringContent(body.GetRawText(), System.Text.Encoding.UTF8, "application/json");
        var answer = client.PostAsync(new Uri("https://sandbox.seedance.invalid/api/rest/v2/generations"), content).Result.Content.ReadAsStringAsync().Result;
        return answer.Contains("generationId", StringComparison.Ordinal) ? [] : [answer];
    }
}
