using Seedance.Costs;

namespace Seedance.Tests;

/// <summary>What a job will cost: by the price list, or by what the account was charged before.</summary>
public sealed class CostEstimatorTests
{
    /// <summary>Every row of the price table (API page: Prices) at 4 and 15 seconds, and halfway by the line between them.</summary>
    public static TheoryData<string, string, int, double> Prices
    {
        get
        {
            var rows = new TheoryData<string, string, int, double>();
            foreach (var (model, tier, at4, at15) in new[]
            {
                ("seedance-2.0-fast", "480p", 0.6713, 2.5221), ("seedance-2.0-fast", "720p", 1.4457, 5.4239),
                ("seedance-2.0", "480p", 0.8402, 3.153), ("seedance-2.0", "720p", 1.8075, 6.7813),
                ("seedance-2.0", "1080p", 4.0679, 15.258), ("seedance-2.0", "2160p", 11.3859, 42.6972),
                ("seedance-2.0-mini", "480p", 0.3588, 1.3455), ("seedance-2.0-mini", "720p", 0.7774, 2.9153),
            })
            {
                rows.Add(model, tier, 4, at4);
                rows.Add(model, tier, 8, at4 + ((at15 - at4) * 4 / 11));
                rows.Add(model, tier, 15, at15);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Prices))]
    public void A_price_is_that_of_the_table(string modelId, string tier, int seconds, double dollars)
    {
        var model = VideoModels.Of(modelId);
        foreach (var size in model.Sizes.Where(size => size.Tier == tier))
        {
            var estimate = CostEstimator.Estimate(Request(model, size.Width, size.Height, seconds), model, charged: null);

            Assert.Equal((decimal)dollars, estimate.Dollars!.Value, 4);
            Assert.Equal((CostBasis.PriceList, new DateTime(2026, 8, 15), false), (estimate.Basis, estimate.PriceDate, estimate.IsMinimum));
        }
    }

    /// <summary>The service charges whole credits, of which six quotes show the price.</summary>
    [Theory]
    [InlineData(1280, 720, 8, 1934)]
    [InlineData(1280, 720, 4, 967)]
    [InlineData(1280, 720, 15, 3628)]
    [InlineData(864, 496, 4, 449)]
    [InlineData(864, 496, 15, 1687)]
    public void Credits_are_whole_ones(int width, int height, int seconds, int credits) =>
        Assert.Equal(credits, CostEstimator.Estimate(Request(VideoModels.Seedance20Fast, width, height, seconds), VideoModels.Seedance20Fast, charged: null).Credits);

    [Theory]
    [InlineData("bytedance/seedance-2.5", 1280, 720)]
    [InlineData("seedance-2.0-fast", 0, 0)]
    [InlineData("seedance-2.0-fast", 1920, 1080)]
    [InlineData("seedance-3.0", 1280, 720)]
    public void What_is_not_known_stays_unknown(string modelId, int width, int height)
    {
        var model = VideoModels.Of(modelId);

        var estimate = CostEstimator.Estimate(Request(model, width, height, 8), model, charged: null);

        Assert.Equal((CostBasis.Unknown, (decimal?)null, (decimal?)null, (decimal?)null), (estimate.Basis, estimate.Dollars, estimate.Credits, estimate.Reserve));
    }

    /// <summary>A limit must hold, so a size between two tiers is charged as the larger one.</summary>
    [Theory]
    [InlineData(1280, 736, "720p")]
    [InlineData(1000, 1000, "1080p")]
    [InlineData(640, 480, "480p")]
    [InlineData(900, 520, "720p")]
    public void A_size_that_is_not_in_the_table_is_charged_as_the_next_larger_one(int width, int height, string tier) =>
        Assert.Equal(tier, VideoModels.Seedance20.PricedTierOf(width, height));

    [Fact]
    public void A_limit_sets_aside_whole_cents_rounded_up()
    {
        Assert.Equal(2.90m, new CostEstimate { Dollars = 2.8913m }.Reserve);
        Assert.Equal(2.90m, new CostEstimate { Dollars = 2.90m }.Reserve);
        Assert.Null(new CostEstimate().Reserve);
    }

    [Fact]
    public void A_video_reference_makes_it_a_minimum()
    {
        var request = Request(VideoModels.Seedance20Fast, 1280, 720, 8) with { VideoReferences = [new SeedanceMedia { MediaKind = SeedanceMediaKind.Video, Id = "x" }] };

        Assert.True(CostEstimator.Estimate(request, VideoModels.Seedance20Fast, charged: null).IsMinimum);
    }

    [Fact]
    public void What_the_account_was_charged_wins_over_the_price_list()
    {
        var charged = new ChargedCosts(() => [Job(2.60m), Job(2.50m), Job(9m), Job(1m) with { Duration = 4 }, Job(1m) with { Model = "seedance-2.0" }, Job(null)]);

        var estimate = CostEstimator.Estimate(Request(VideoModels.Seedance20Fast, 720, 1280, 8), VideoModels.Seedance20Fast, charged);

        Assert.Equal((2.60m, CostBasis.Charged, (DateTime?)null), (estimate.Dollars, estimate.Basis, estimate.PriceDate));
    }

    [Fact]
    public void A_charge_in_credits_counts_by_their_price_and_a_new_one_counts_at_once()
    {
        var charged = new ChargedCosts(() => [Job(null) with { Credits = 1000 }]);

        Assert.Equal(1.495m, charged.Find(CostKind.Of(Job(1m))));
        charged.Add(Job(2m));
        Assert.Equal((1.495m + 2m) / 2, charged.Find(CostKind.Of(Job(1m))));
    }

    [Fact]
    public void Only_the_latest_charges_count_however_long_a_session_runs()
    {
        var charged = new ChargedCosts(() => []);
        foreach (var dollars in Enumerable.Repeat(2m, 1000).Concat(Enumerable.Repeat(3m, 60)))
        {
            charged.Add(Job(dollars));
        }

        Assert.Equal(3m, charged.Find(CostKind.Of(Job(1m))));
    }

    /// <summary>What a video reference adds is not known: such jobs say nothing of the others.</summary>
    [Fact]
    public void Jobs_with_a_video_reference_are_of_another_kind()
    {
        var charged = new ChargedCosts(() => [Job(5m) with { Request = """{"parameters":{"guidances":{"video_reference_base":[]}}}""" }]);

        Assert.Null(charged.Find(CostKind.Of(Job(1m))));
    }

    private static SeedanceRequest Request(VideoModel model, int width, int height, int seconds) =>
        new() { Prompt = "a fox", Model = model.Id, Width = width, Height = height, Duration = seconds };

    private static SeedanceJob Job(decimal? dollars) =>
        new() { Key = "key", Model = "seedance-2.0-fast", Width = 1280, Height = 720, Duration = 8, Cost = dollars };
}
