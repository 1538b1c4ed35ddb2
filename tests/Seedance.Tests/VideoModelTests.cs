using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Seedance.Tests;

/// <summary>What the model accepts, by the guide.</summary>
public sealed class VideoModelTests
{
    private static readonly VideoModel _model = VideoModels.Seedance20Fast;
    private static readonly SeedanceMedia _image = new() { Id = "x" };

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
    public void The_limits_of_each_range(string change, bool valid)
    {
        var standard = new SeedanceRequest { Prompt = "a fox" };
        var draft = change.Split(' ') switch
        {
            ["duration", var value] => standard with { Duration = int.Parse(value) },
            ["seed", var value] => standard with { Seed = long.Parse(value) },
            ["prompt", var length] => standard with { Prompt = new string('x', int.Parse(length)) },
            ["width", var value] => standard with { Width = int.Parse(value) },
            ["size", _] => standard with { Width = 0, Height = 0 },
            ["frames", "start"] => standard with { StartFrame = _image },
            ["frames", "end"] => standard with { EndFrame = _image },
            _ => standard with { StartFrame = _image, EndFrame = _image },
        };

        Assert.Equal(valid, Errors(draft).Count == 0);
    }

    [Property]
    public void Each_problem_has_the_field_the_value_and_the_allowed_range(int duration, long seed)
    {
        var expected = new List<RequestProblem>();
        if (duration is < 4 or > 15)
        {
            expected.Add(new(ProblemKind.OutOfRange, RequestField.Duration, (long)duration) { Range = new(4, 15) });
        }

        if (seed is < -1 or > 4294967295)
        {
            expected.Add(new(ProblemKind.OutOfRange, RequestField.Seed, seed) { Range = new(-1, 4294967295) });
        }

        Assert.Equal(expected, Errors(new SeedanceRequest { Prompt = "a fox", Duration = duration, Seed = seed }));
    }

    [Property]
    public Property A_valid_draft_is_accepted_by_the_service() => Prop.ForAll(
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
    public void Half_of_a_surrogate_pair_is_an_error(string escaped, bool valid) =>
        Assert.Equal(valid, Errors(new SeedanceRequest { Prompt = Regex.Unescape(escaped) }).Count == 0);

    private static List<RequestProblem> Errors(SeedanceRequest draft) => [.. RequestValidator.FindProblems(draft, _model).Where(problem => !problem.IsWarning)];

    // The sandbox implements the API without any code of the client.
    private static IReadOnlyList<string> ServiceCheck(System.Text.Json.JsonElement body)
    {
        using var client = new HttpClient(new Seedance.Sandbox.SandboxService());
        client.DefaultRequestHeaders.Authorization = new("Bearer", "any");
        using var content = new StringContent(body.GetRawText(), System.Text.Encoding.UTF8, "application/json");
        var response = client.PostAsync(new Uri("https://sandbox.seedance.invalid/api/rest/v2/generations"), content).Result.Content.ReadAsStringAsync().Result;
        return response.Contains("generationId", StringComparison.Ordinal) ? [] : [response];
    }
}
