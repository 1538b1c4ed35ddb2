using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Seedance.Sandbox;

namespace Seedance.Tests.Sandbox;

/// <summary>The simulator accepts each model of the Seedance 2 family, with the limits and the price of that model.</summary>
public sealed class SandboxModelTests : IDisposable
{
    private const string Fast = "seedance-2.0-fast";
    private const string Standard = "seedance-2.0";
    private const string Mini = "seedance-2.0-mini";
    private const string Next = "bytedance/seedance-2.5";
    private const string NextFlash = "bytedance/seedance-2.5-flash";

    private const string Size480p = "\"width\":864,\"height\":496";
    private const string Size720p = "\"width\":1280,\"height\":720";
    private const string Size1080p = "\"width\":1920,\"height\":1080";
    private const string Size2160p = "\"width\":3840,\"height\":2160";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 9, 14, 14, 40, TimeSpan.Zero));
    private readonly SandboxService _service;
    private readonly ApiCaller _api;

    public SandboxModelTests()
    {
        var options = new SandboxOptions { Clock = _clock, JobDuration = TimeSpan.Zero, Credits = 100_000 };
        _service = new SandboxService(options);
        _api = new ApiCaller(_service, options);
    }

    public static TheoryData<string> Models => [Fast, Standard, Mini, Next, NextFlash];

    public void Dispose()
    {
        _api.Dispose();
        _service.Dispose();
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_minimal_request_of_each_model_is_accepted(string model)
    {
        Assert.Null(await FindErrorAsync(model, ""));

        Assert.Equal(model, (string?)JsonNode.Parse(Assert.Single(_service.Jobs).Body)!["model"]);
    }

    [Theory]
    [InlineData("seedance-2.5")]
    [InlineData("bytedance/seedance-2.0-fast")]
    [InlineData("SEEDANCE-2.0")]
    [InlineData("")]
    public async Task An_unknown_model_is_rejected_with_the_known_ones_and_without_a_check_of_its_parameters(string model)
    {
        var error = await FindErrorAsync(model, "\"duration\":60");

        Assert.Equal($"model must be one of: {Fast}, {Standard}, {Mini}, {Next}, {NextFlash}", error);
        Assert.Empty(_service.Jobs);
    }

    [Theory]
    [InlineData(Fast, 15)]
    [InlineData(Standard, 15)]
    [InlineData(Mini, 15)]
    [InlineData(Next, 30)]
    [InlineData(NextFlash, 30)]
    public async Task A_duration_is_at_least_4_seconds_and_at_most_what_the_model_supports(string model, int max)
    {
        Assert.Null(await FindErrorAsync(model, "\"duration\":4"));
        Assert.Null(await FindErrorAsync(model, $"\"duration\":{max}"));

        var expected = $"parameters.duration must be between 4 and {max}";
        Assert.Equal(expected, await FindErrorAsync(model, "\"duration\":3"));
        Assert.Equal(expected, await FindErrorAsync(model, $"\"duration\":{max + 1}"));
    }

    [Theory]
    [InlineData(Fast, 4, 3, 1)]
    [InlineData(Standard, 4, 3, 1)]
    [InlineData(Mini, 4, 3, 1)]
    [InlineData(Next, 30, 10, 10)]
    [InlineData(NextFlash, 30, 10, 5)]
    public async Task Each_kind_of_reference_has_the_maximum_count_of_the_model(string model, int images, int videos, int audios)
    {
        var image = await _api.UploadAsync("png", ApiCaller.Png);
        var video = await _api.UploadAsync("mp4", [1, 2, 3]);
        var audio = await _api.UploadAsync("mp3", [1, 2, 3]);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(await FindErrorWithAsync(images, videos, audios));
        Assert.Equal($"parameters.guidances.image_reference must be an array of 1 to {images} items", await FindErrorWithAsync(images + 1, videos, audios));
        Assert.Equal($"parameters.guidances.video_reference_base must be an array of 1 to {videos} items", await FindErrorWithAsync(images, videos + 1, audios));
        Assert.Equal($"parameters.guidances.audio_reference must be an array of 1 to {audios} items", await FindErrorWithAsync(images, videos, audios + 1));

        Task<string?> FindErrorWithAsync(int imageCount, int videoCount, int audioCount) => FindErrorAsync(model, $$"""
            "guidances":{
              "image_reference":[{{Repeat("image", image, imageCount)}}],
              "video_reference_base":[{{Repeat("video", video, videoCount)}}],
              "audio_reference":[{{Repeat("audio", audio, audioCount)}}]}
            """);

        static string Repeat(string kind, string id, int count) => string.Join(',', Enumerable.Repeat($$$"""{"{{{kind}}}":{"id":"{{{id}}}","type":"UPLOADED"}}""", count));
    }

    [Theory]
    [InlineData(Fast, null)]
    [InlineData(Standard, null)]
    [InlineData(Mini, null)]
    [InlineData(Next, "parameters.guidances.image_reference.strength is not allowed")]
    [InlineData(NextFlash, "parameters.guidances.image_reference.strength is not allowed")]
    public async Task An_image_reference_has_an_order_in_each_model_and_a_strength_only_in_2_0(string model, string? error)
    {
        var image = $$"""{"data":"{{Convert.ToBase64String(ApiCaller.Png)}}","type":"BASE64"}""";

        Assert.Null(await FindErrorAsync(model, $$"""
            "guidances":{"image_reference":[{"image":{{image}},"order":0}]}
            """));
        Assert.Equal(error, await FindErrorAsync(model, $$"""
            "guidances":{"image_reference":[{"image":{{image}},"strength":"HIGH"}]}
            """));
    }

    [Theory]
    [InlineData(Fast, "\"mode\":\"RESOLUTION_480\"," + Size480p, null)]
    [InlineData(Fast, "\"mode\":\"RESOLUTION_720\"," + Size1080p, null)]
    [InlineData(Fast, "\"mode\":\"RESOLUTION_1080\"," + Size1080p, "parameters.mode must be one of: RESOLUTION_480, RESOLUTION_720")]
    [InlineData(Mini, "\"mode\":\"RESOLUTION_720\"," + Size720p, null)]
    [InlineData(Mini, "\"mode\":\"RESOLUTION_2160\"," + Size2160p, "parameters.mode must be one of: RESOLUTION_480, RESOLUTION_720")]
    [InlineData(Standard, "\"mode\":\"RESOLUTION_480\"," + Size480p, null)]
    [InlineData(Standard, "\"mode\":\"RESOLUTION_720\"," + Size720p, null)]
    [InlineData(Standard, "\"mode\":\"RESOLUTION_1080\"," + Size1080p, null)]
    [InlineData(Standard, "\"mode\":\"RESOLUTION_2160\"," + Size2160p, null)]
    [InlineData(Standard, "\"mode\":\"RESOLUTION_720\"," + Size1080p, "parameters.mode must agree with parameters.width and parameters.height")]
    [InlineData(Standard, "\"mode\":\"RESOLUTION_1440\"", "parameters.mode must be one of: RESOLUTION_480, RESOLUTION_720, RESOLUTION_1080, RESOLUTION_2160")]
    [InlineData(Next, "\"mode\":\"RESOLUTION_720\"," + Size720p, "parameters.mode is not allowed")]
    [InlineData(NextFlash, "\"mode\":\"anything\"", "parameters.mode is not allowed")]
    public async Task A_mode_is_one_of_the_models_and_agrees_with_the_size_and_2_5_has_none(string model, string parameters, string? error) =>
        Assert.Equal(error, await FindErrorAsync(model, parameters));

    [Theory]
    [InlineData(Fast, "invalid media id")]
    [InlineData(Standard, "invalid media id")]
    [InlineData(Mini, "parameters.guidances.audio_reference.audio.type must be one of: UPLOADED")]
    [InlineData(Next, "invalid media id")]
    [InlineData(NextFlash, "invalid media id")]
    public async Task A_generated_audio_is_looked_up_except_by_mini_which_rejects_the_type(string model, string error)
    {
        var guidances = $$$"""
            "guidances":{
              "image_reference":[{"image":{"data":"{{{Convert.ToBase64String(ApiCaller.Png)}}}","type":"BASE64"}}],
              "audio_reference":[{"audio":{"id":"{{{Guid.NewGuid()}}}","type":"GENERATED"}}]}
            """;

        Assert.Equal(error, await FindErrorAsync(model, guidances));
    }

    // The quotes of the web application, in dollars for 4 and for 15 seconds.
    [Theory]
    [InlineData(Fast, Size480p, "0.6713", "2.5221")]
    [InlineData(Fast, Size720p, "1.4457", "5.4239")]
    [InlineData(Standard, Size480p, "0.8402", "3.153")]
    [InlineData(Standard, Size720p, "1.8075", "6.7813")]
    [InlineData(Standard, Size1080p, "4.0679", "15.258")]
    [InlineData(Standard, Size2160p, "11.3859", "42.6972")]
    [InlineData(Mini, Size480p, "0.3588", "1.3455")]
    [InlineData(Mini, Size720p, "0.7774", "2.9153")]
    public async Task The_cost_is_the_quote_of_the_web_application(string model, string size, string for4Seconds, string for15Seconds)
    {
        Assert.Equal(Dollars(for4Seconds), await GetCostAsync(model, $"{size},\"duration\":4"));
        Assert.Equal(Dollars(for15Seconds), await GetCostAsync(model, $"{size},\"duration\":15"));
    }

    [Theory]
    [InlineData(Standard, 1000, 599, "0.8402")]
    [InlineData(Standard, 1000, 600, "1.8075")]
    [InlineData(Standard, 1000, 1499, "1.8075")]
    [InlineData(Standard, 1000, 1500, "4.0679")]
    [InlineData(Standard, 1000, 4499, "4.0679")]
    [InlineData(Standard, 1000, 4500, "11.3859")]
    [InlineData(Standard, 8192, 8192, "11.3859")]
    [InlineData(Standard, 0, 0, "1.8075")]
    [InlineData(Fast, 1920, 1080, "1.4457")]
    [InlineData(Mini, 3840, 2160, "0.7774")]
    public async Task The_cost_is_that_of_the_tier_of_the_size_or_of_the_models_largest(string model, int width, int height, string dollars) =>
        Assert.Equal(Dollars(dollars), await GetCostAsync(model, $"\"width\":{width},\"height\":{height},\"duration\":4"));

    [Theory]
    [InlineData(Fast, 1934)]
    [InlineData(Standard, 2419)]
    [InlineData(Mini, 1040)]
    public async Task A_job_takes_complete_credits_from_the_balance(string model, int credits)
    {
        await _api.CreateAsync(model: model);

        Assert.Equal(100_000 - credits, await GetCreditsAsync());
    }

    [Theory]
    [InlineData(Next)]
    [InlineData(NextFlash)]
    public async Task The_cost_of_a_model_without_a_known_price_is_null_and_the_balance_stays(string model)
    {
        var response = (await ApiCaller.JsonAsync(await _api.CreateAsync("\"duration\":30", model)))["generate"]!.AsObject();

        Assert.Equal(["generationId", "apiCreditCost", "cost"], response.Select(property => property.Key));
        Assert.Null(response["apiCreditCost"]);
        Assert.Null(response["cost"]);
        Assert.Equal(100_000, await GetCreditsAsync());

        // A job with a price is still charged afterwards.
        await _api.CreateAsync();
        Assert.Equal(100_000 - 1934, await GetCreditsAsync());
    }

    [Fact]
    public async Task A_price_that_is_not_known_is_null_in_the_bare_response_too()
    {
        var options = new SandboxOptions { Clock = _clock, CreateResponseShape = CreateResponseShape.Bare };
        using var service = new SandboxService(options);
        using var api = new ApiCaller(service, options);

        Assert.Null((await ApiCaller.JsonAsync(await api.CreateAsync(model: Next)))["apiCreditCost"]);
        Assert.Equal(1, (int?)(await ApiCaller.JsonAsync(await api.CreateAsync()))["apiCreditCost"]);
    }

    [Theory]
    [InlineData(Fast, "SEEDANCE_2_0_FAST is not supported within the Production API")]
    [InlineData(Next, "BYTEDANCE/SEEDANCE_2_5 is not supported within the Production API")]
    public async Task A_retired_model_is_named_in_the_error(string model, string error)
    {
        var body = $$$"""{"model":"{{{model}}}","parameters":{"prompt":"[[retired]]","quantity":1}}""";

        Assert.Equal(error, await ApiCaller.GetErrorAsync(await _api.PostAsync("v2/generations", body)));
    }

    private static string Dollars(string amount) => $$"""{"amount":"{{amount}}","unit":"DOLLARS"}""";

    private async Task<string> GetCostAsync(string model, string parameters) =>
        (await ApiCaller.JsonAsync(await _api.CreateAsync(parameters, model)))["generate"]!["cost"]!.ToJsonString();

    private async Task<int?> GetCreditsAsync() => (int?)(await _api.GetAsync("v1/me"))["user_details"]![0]!["apiPaidTokens"];

    /// <summary>The only error of a request; null when the request is accepted.</summary>
    private async Task<string?> FindErrorAsync(string model, string parameters)
    {
        var json = await ApiCaller.JsonAsync(await _api.CreateAsync(parameters, model));
        return json is JsonArray
            ? (string?)Assert.Single(json[0]!["extensions"]!["details"]!["errors"]!.AsArray())!["message"]
            : (string?)json["error"];
    }
}
