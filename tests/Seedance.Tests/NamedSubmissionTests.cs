using Seedance.Tests.Samples;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>Under a name the same inputs are submitted, and paid, once: within a run, in later runs, and in runs at the same time.</summary>
public sealed class NamedSubmissionTests : IDisposable
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string List = "GET /api/rest/v1/generations/user/";

    private static readonly SeedanceRequest _fox = new() { Prompt = "a fox" };
    private static readonly SeedanceRequest _owl = new() { Prompt = "an owl" };

    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_later_run_gets_the_jobs_of_the_earlier_one_and_submits_only_what_is_new()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var fox = await new TestClient(server).CreateAsync(_fox, Run());

        var later = Run();
        var sameFox = await new TestClient(server).CreateAsync(_fox, later);
        var owl = await new TestClient(server).CreateAsync(_owl, later);

        Assert.Equal(fox.Id, sameFox.Id);
        Assert.NotEqual(fox.Id, owl.Id);
        Assert.Equal(2, server.Count(Create));
    }

    [Fact]
    public async Task The_same_input_under_another_name_is_another_job()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);

        await client.CreateAsync(_fox, Run(name: "trailer"));
        await client.CreateAsync(_fox, Run(name: "teaser"));

        Assert.Equal(2, server.Count(Create));
        Assert.Equal(["teaser", "trailer"], client.Jobs.Select(job => job.JobName).Order());
    }

    [Fact]
    public async Task Equal_inputs_of_one_run_are_jobs_of_their_own_and_a_later_run_gets_each_of_them()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);

        var first = await CreateThreeAsync(new NamedInputs());
        var second = await CreateThreeAsync(new NamedInputs());

        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(first, second);
        Assert.Equal(3, server.Count(Create));

        async Task<List<string>> CreateThreeAsync(NamedInputs inputs) =>
            [(await client.CreateAsync(_fox, Run() with { Turn = inputs.TakeTurn() })).Id, (await client.CreateAsync(_fox, Run() with { Turn = inputs.TakeTurn() })).Id, (await client.CreateAsync(_fox, Run() with { Turn = inputs.TakeTurn() })).Id];
    }

    [Fact]
    public async Task An_input_that_fails_before_it_is_submitted_is_still_the_first_of_equal_ones()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault("GET /api/rest/v1/me") { Drop = true });
        var client = new TestClient(server, retry: new RetryLimits { MaxRetries = 0 });
        var inputs = new NamedInputs();
        var (first, second) = (Run() with { Turn = inputs.TakeTurn() }, Run() with { Turn = inputs.TakeTurn() });

        await Assert.ThrowsAsync<ConnectionLostException>(() => client.CreateAsync(_fox, first));
        first.Turn!.Dispose();
        var job = await client.CreateAsync(_fox, second);

        var later = new NamedInputs();
        var laterFirst = await client.CreateAsync(_fox, Run() with { Turn = later.TakeTurn() });
        var laterSecond = await client.CreateAsync(_fox, Run() with { Turn = later.TakeTurn() });
        Assert.Equal(job.Id, laterSecond.Id);
        Assert.NotEqual(job.Id, laterFirst.Id);
        Assert.Equal(2, server.Count(Create));
    }

    [Theory]
    [InlineData(nameof(ResubmitMode.Never))]
    [InlineData(nameof(ResubmitMode.Always))]
    public async Task A_file_that_exists_is_found_before_a_job_is_paid_whose_video_it_can_not_be(string mode)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        var file = Path.Combine(_folder.Path, "fox.mp4");
        File.WriteAllText(file, "another video");
        var run = Run(Enum.Parse<ResubmitMode>(mode)) with { NewFile = file };
        if (run.Resubmit == ResubmitMode.Always)
        {
            await client.CreateAsync(_fox, Run());
        }

        var jobs = server.Service.Jobs.Count;

        var failure = await Assert.ThrowsAsync<FileExistsException>(() => client.CreateAsync(_fox, run));

        Assert.Equal((file, null), (failure.Path, failure.Generation));
        Assert.Equal(jobs, server.Service.Jobs.Count);
        Assert.Equal(jobs, client.Journal.ReadAll(broken => throw broken).Count);
        if (run.Resubmit == ResubmitMode.Always)
        {
            // The earlier job still has the name.
            Assert.Equal(server.Service.Jobs.Single().Id, (await client.CreateAsync(_fox, Run())).Id);
        }
    }

    [Fact]
    public async Task A_file_that_exists_may_be_the_video_of_the_earlier_job()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        var file = Path.Combine(_folder.Path, "fox.mp4");
        var run = Run() with { NewFile = file };
        var job = await client.CreateAsync(_fox, run);
        File.WriteAllText(file, "its video");

        Assert.Equal(job.Id, (await client.CreateAsync(_fox, run)).Id);
    }

    [Fact]
    public async Task A_local_file_is_known_by_its_content_and_not_by_its_path_or_the_id_of_its_upload()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);
        var first = await client.CreateAsync(_fox with { StartFrame = _folder.Open(PngSample.Build(), "fox.png") }, Run());
        client.Connection.KeyAccount.Current!.Uploads.ForgetId(client.TheJob.Media[0].Id!);

        var moved = await client.CreateAsync(_fox with { StartFrame = _folder.Open(PngSample.Build(), "moved.png") }, Run());
        Assert.Equal(first.Id, moved.Id);
        Assert.Equal(1, server.Count(Create));

        await client.CreateAsync(_fox with { StartFrame = _folder.Open(PngSample.Build(width: 65), "fox.png") }, Run());
        Assert.Equal(2, server.Count(Create));
    }

    /// <summary>These keys are in the journals of users. With other keys the same inputs would be paid again.</summary>
    [Fact]
    public void The_keys_of_inputs_are_the_same_in_every_version()
    {
        var inputs = new NamedInputs();
        var file = _fox with { StartFrame = new SeedanceMedia { MediaKind = SeedanceMediaKind.Image, Id = "the id of its upload", Path = "/images/fox.png", Sha256 = new string('a', 64) } };

        string[] keys = [Key(_fox), Key(_fox), Key(_fox), Key(file)];

        Assert.Equal(["8fce879540e95eb6635cf8a8f73dd25d", "d2c7d1b673867c5179e2350badd9a4b0", "4495f25bb2c8c15d29c4d9bc54d55bc6", "bcd077812c71bd55e587e4dea8d99d54"], keys);

        string Key(SeedanceRequest request) => inputs.NextKey(request, VideoModels.Seedance20Fast, "trailer");
    }

    [Theory]
    [InlineData(nameof(ResubmitMode.Never), "a fox", false)]
    [InlineData(nameof(ResubmitMode.Never), "[[fails]]", false)]
    [InlineData(nameof(ResubmitMode.Failed), "a fox", false)]
    [InlineData(nameof(ResubmitMode.Failed), "[[fails]]", true)]
    [InlineData(nameof(ResubmitMode.Always), "a fox", true)]
    [InlineData(nameof(ResubmitMode.Always), "[[fails]]", true)]
    public async Task An_earlier_job_is_paid_again_only_when_the_user_asks_for_it(string mode, string prompt, bool isPaidAgain)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var request = new SeedanceRequest { Prompt = prompt };
        var earlier = await client.CreateAsync(request, Run());
        _ = await Record.ExceptionAsync(() => client.Client.WaitAsync(earlier, TimeSpan.FromHours(1), default));

        var later = await client.CreateAsync(request, Run(Enum.Parse<ResubmitMode>(mode)));

        Assert.Equal(isPaidAgain, later.Id != earlier.Id);
        Assert.Equal(isPaidAgain ? 2 : 1, server.Count(Create));

        // The journal keeps the earlier one too, and the next run gets the later one.
        Assert.Equal(server.Service.Jobs.Select(job => job.Id).Order(), client.Jobs.Select(job => job.Id).Order());
        Assert.Equal(later.Id, (await client.CreateAsync(request, Run())).Id);
    }

    [Fact]
    public async Task An_input_that_was_never_submitted_is_submitted_once_when_all_are_paid_again()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server);

        var generation = await client.CreateAsync(_fox, Run(ResubmitMode.Always));

        Assert.Equal(generation.Id, client.TheJob.Id);
        Assert.Equal(1, server.Count(Create));
    }

    [Theory]
    [InlineData(nameof(ResubmitMode.Never), 1)]
    [InlineData(nameof(ResubmitMode.Failed), 1)]
    [InlineData(nameof(ResubmitMode.Always), 2)]
    public async Task A_run_waits_for_another_that_is_submitting_the_same_input(string mode, int creates)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var response = new TaskCompletionSource();
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, HeldUntil = response.Task });
        var first = new TestClient(server).CreateAsync(_fox, Run());
        await server.WaitForRequestAsync(Create);

        var clock = new InstantClock();
        var second = new TestClient(server, clock).CreateAsync(_fox, Run(Enum.Parse<ResubmitMode>(mode)));
        while (CountDelays(clock) == 0 && !second.IsCompleted)
        {
            await Task.Yield();
        }

        Assert.False(second.IsCompleted);
        Assert.Equal(1, server.Count(Create));
        response.SetResult();

        Assert.Equal(creates == 1, (await first).Id == (await second).Id);
        Assert.Equal(creates, server.Count(Create));
        Assert.All(clock.Delays, delay => Assert.Equal(0.25, delay.TotalSeconds));
    }

    [Fact]
    public async Task A_run_whose_input_another_has_submitted_while_it_waited_for_its_turn_gets_the_job_of_that()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        using var gate = new HeldGate();
        var late = new TestClient(server, gate: gate.Gate);
        var early = new TestClient(server);
        await early.Client.ReadAccountAsync(default);
        var waiting = late.CreateAsync(_fox, Run());
        Assert.False(waiting.IsCompleted);

        var submitted = await early.CreateAsync(_fox, Run());
        gate.Dispose();

        Assert.Equal(submitted.Id, (await waiting).Id);
        Assert.Equal(1, server.Count(Create));
        Assert.Equal(1, late.Connection.KeyAccount.Current!.InFlight.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_whose_response_was_lost_is_looked_for_again_by_the_next_run_and_never_sent_again(bool isListed)
    {
        await using var server = await WireServer.WireServer.StartAsync(new() { JobDuration = TimeSpan.Zero, ListShowsJobs = isListed });
        server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        server.Faults.Add(new Fault(List) { Status = 403 });
        var client = new TestClient(server, new InstantClock());
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateAsync(_fox, Run()));

        SeedanceGeneration? found = null;
        var failure = await Record.ExceptionAsync(async () => found = await client.CreateAsync(_fox, Run()));

        Assert.Equal(isListed, failure is null);
        Assert.Equal(isListed ? Assert.Single(server.Service.Jobs).Id : null, found?.Id);
        Assert.True(isListed || failure is SubmissionUnknownException { IsListReadable: true });
        Assert.Equal((isListed, found?.Id), (client.TheJob.Recovered, client.TheJob.Id));
        Assert.Equal(1, server.Count(Create));
    }

    /// <summary>What one run submits with.</summary>
    private static SubmissionOptions Run(ResubmitMode mode = ResubmitMode.Never, string name = "trailer") => new() { JobName = name, Resubmit = mode };

    private static int CountDelays(InstantClock clock)
    {
        lock (clock.Delays)
        {
            return clock.Delays.Count;
        }
    }
}
