namespace Seedance.Tests;

/// <summary>Which generation of the account's list is taken for a job whose response was lost. A wrong choice would give a user the video of another job.</summary>
public sealed class LostJobMatchTests
{
    private static readonly DateTimeOffset _sentAt = new(2026, 3, 9, 14, 14, 40, TimeSpan.Zero);

    private static readonly SeedanceJob _job = new() { Key = "lost", SubmittedAt = _sentAt, Prompt = "a fox", Seed = 7, IsSeedDrawn = true, Width = 1280, Height = 720 };
    private static readonly SeedanceJob _jobWithUserSeed = _job with { IsSeedDrawn = false };
    private static readonly SeedanceJob _jobWithoutSeed = _job with { IsSeedDrawn = false, Seed = -1 };

    private static readonly SeedanceGeneration _listed = new() { Id = "listed", CreatedAt = _sentAt, Prompt = "a fox", Seed = 7, Width = 1280, Height = 720 };

    public static TheoryData<string, bool> Requests => new()
    {
        { "the same", true },
        { "spaces around the prompt", true },
        { "another prompt", false },
        { "no prompt", false },
        { "16 pixels wider", true },
        { "17 pixels wider", false },
        { "16 pixels narrower", true },
        { "17 pixels narrower", false },
        { "16 pixels higher", true },
        { "17 pixels higher", false },
        { "no width", true },
        { "no height", true },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_job_has_the_prompt_and_about_the_size_that_were_sent(string what, bool isFound)
    {
        var listed = what switch
        {
            "spaces around the prompt" => _listed with { Prompt = " a fox\n" },
            "another prompt" => _listed with { Prompt = "a foxglove" },
            "no prompt" => _listed with { Prompt = null },
            "16 pixels wider" => _listed with { Width = 1296 },
            "17 pixels wider" => _listed with { Width = 1297 },
            "16 pixels narrower" => _listed with { Width = 1264 },
            "17 pixels narrower" => _listed with { Width = 1263 },
            "16 pixels higher" => _listed with { Height = 736 },
            "17 pixels higher" => _listed with { Height = 737 },
            "no width" => _listed with { Width = null },
            "no height" => _listed with { Height = null },
            _ => _listed,
        };

        Assert.Equal(isFound ? listed : null, Choose(_job, listed));
        Assert.Equal(isFound ? listed : null, Choose(_jobWithUserSeed, listed));
        Assert.Equal(isFound ? listed : null, Choose(_jobWithoutSeed, listed));
    }

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-60, true)]
    [InlineData(0, true)]
    [InlineData(30 * 60, true)]
    [InlineData((30 * 60) + 1, false)]
    public void A_job_without_a_drawn_seed_was_created_between_a_minute_before_and_half_an_hour_after_it_was_sent(int seconds, bool isFound)
    {
        var listed = _listed with { CreatedAt = _sentAt.AddSeconds(seconds) };
        var withoutSeed = listed with { Seed = null };

        Assert.Equal(isFound ? listed : null, Choose(_jobWithUserSeed, listed));
        Assert.Equal(isFound ? listed : null, Choose(_jobWithoutSeed, listed));
        Assert.Equal(isFound ? withoutSeed : null, Choose(_job, withoutSeed));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void The_time_is_that_of_the_service(int hours)
    {
        var listed = _listed with { CreatedAt = _sentAt.AddHours(hours) };

        Assert.Equal(listed, Choose(_jobWithUserSeed, TimeSpan.FromHours(hours), listed));
        Assert.Null(Choose(_jobWithUserSeed, listed));
    }

    [Fact]
    public void A_list_without_times_is_used_all_the_same() => Assert.Equal("listed", Choose(_jobWithoutSeed, _listed with { CreatedAt = null })?.Id);

    [Fact]
    public void A_drawn_seed_finds_its_job_among_others_of_the_same_request_whenever_it_was_created()
    {
        var late = _listed with { CreatedAt = _sentAt.AddDays(1) };

        Assert.Equal(late, Choose(_job, _listed with { Id = "other", Seed = 8 }, late, _listed with { Id = "unknown", Seed = null }));
    }

    /// <summary>A request that was sent twice by a proxy made two jobs. Both were paid for it, and the list is newest first.</summary>
    [Fact]
    public void Of_two_jobs_with_the_drawn_seed_the_older_one_is_taken() =>
        Assert.Equal("older", Choose(_job, _listed with { Id = "newer" }, _listed with { Id = "older" })?.Id);

    [Fact]
    public void A_seed_of_the_user_finds_its_job_among_others_of_the_same_request() =>
        Assert.Equal("listed", Choose(_jobWithUserSeed, _listed with { Id = "other", Seed = 8 }, _listed)?.Id);

    [Fact]
    public void Of_two_jobs_with_the_users_seed_neither_is_taken() =>
        Assert.Null(Choose(_jobWithUserSeed, _listed, _listed with { Id = "other" }));

    [Fact]
    public void A_job_with_another_seed_is_not_taken()
    {
        Assert.Null(Choose(_job, _listed with { Seed = 8 }));
        Assert.Null(Choose(_jobWithUserSeed, _listed with { Seed = 8 }));
    }

    [Fact]
    public void In_a_list_without_seeds_the_only_job_of_the_request_is_taken_and_of_two_neither()
    {
        var withoutSeed = _listed with { Seed = null };

        Assert.All(new[] { _job, _jobWithUserSeed }, job =>
        {
            Assert.Equal(withoutSeed, Choose(job, withoutSeed));
            Assert.Null(Choose(job, withoutSeed, withoutSeed with { Id = "other" }));
        });
    }

    [Fact]
    public void A_job_that_was_sent_without_a_seed_is_taken_only_when_no_other_has_its_request()
    {
        Assert.All(new[] { _jobWithoutSeed, _jobWithoutSeed with { Seed = null } }, job =>
        {
            Assert.Equal(_listed, Choose(job, _listed));
            Assert.Null(Choose(job, _listed, _listed with { Id = "other", Seed = 8 }));
        });
    }

    [Fact]
    public void Seed_0_is_a_seed()
    {
        var job = _jobWithUserSeed with { Seed = 0 };

        Assert.Null(Choose(job, _listed));
        Assert.Equal(0, Choose(job, _listed, _listed with { Seed = 0 })?.Seed);
        Assert.False(new LostJobMatch(job, TimeSpan.Zero).CouldBeSameJob(_job));
        Assert.False(new LostJobMatch(_job, TimeSpan.Zero).CouldBeSameJob(job));
    }

    [Theory]
    [InlineData(7L, 7L, true)]
    [InlineData(7L, 8L, false)]
    [InlineData(7L, -1L, true)]
    [InlineData(7L, null, true)]
    [InlineData(-1L, 8L, true)]
    [InlineData(null, 8L, true)]
    public void Two_lost_jobs_of_the_same_request_are_told_apart_by_their_seeds_if_at_all(long? seed, long? otherSeed, bool couldBeSame) =>
        Assert.Equal(couldBeSame, new LostJobMatch(_job with { Seed = seed }, TimeSpan.Zero).CouldBeSameJob(_job with { Seed = otherSeed }));

    [Fact]
    public void Two_lost_jobs_of_other_requests_are_told_apart()
    {
        var match = new LostJobMatch(_job, TimeSpan.Zero);

        Assert.False(match.CouldBeSameJob(_job with { Prompt = "an owl" }));
        Assert.False(match.CouldBeSameJob(_job with { Width = 864 }));
        Assert.False(match.CouldBeSameJob(_job with { Height = 496 }));
        Assert.True(match.CouldBeSameJob(_job with { Prompt = " a fox " }));
    }

    private static SeedanceGeneration? Choose(SeedanceJob job, params SeedanceGeneration[] list) => Choose(job, TimeSpan.Zero, list);

    private static SeedanceGeneration? Choose(SeedanceJob job, TimeSpan serverTimeOffset, params SeedanceGeneration[] list) => new LostJobMatch(job, serverTimeOffset).Choose(list);
}
