using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>A pipeline that is stopped while creates are on the wire. Their responses arrive after the stop.</summary>
internal sealed class StoppedPipeline(string script, IReadOnlyList<LateResponse> responses)
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string Upload = "POST /api/rest/v1/init-image";

    private readonly TaskCompletionSource _isStopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>In each prompt: the journal has entries of other tests.</summary>
    private readonly string _token = Guid.NewGuid().ToString("N");

    /// <summary>How late each response of the server is.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether the pipeline has a -JobName.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Runs it, and checks that each job on the service is known or can be found.</summary>
    public async Task LosesNoIdAsync()
    {
        await using var work = await Workplace.CreateAsync(new() { JobDuration = TimeSpan.Zero });
        work.Server.Latency = Latency;
        await StopAsync(work);

        // Nothing was sent twice, and nothing of the inputs that were still to come.
        var prompts = work.Server.Requests.Where(request => request.StartsWith(Create)).Select(request => request.Text).ToList();
        Assert.Equal(prompts.Distinct(), prompts);
        Assert.DoesNotContain(prompts, prompt => prompt.Contains("too late", StringComparison.Ordinal));

        // Each job has one entry. Its id is there if the response had it, or else the entry is Unknown.
        var jobs = work.Server.Service.Jobs.Select(job => job.Id).Order().ToList();
        var entries = ReadJournal(work);
        Assert.Equal(jobs.Count, entries.Count);
        Assert.Equal(responses.Count(IsLost), entries.Count(entry => entry is { Id: null, Status: "Unknown" }));
        Assert.Equal(jobs.Count - responses.Count(IsLost), jobs.Intersect(entries.Select(entry => entry.Id)).Count());

        // Resuming finds the others and pays for nothing.
        var resumed = work.Run("Resume-SeedanceGeneration");
        resumed.AssertNoError();
        Assert.Equal(jobs, resumed.Column("Id").Order());
        Assert.Equal(jobs, ReadJournal(work).Select(entry => entry.Id).Order());
        Assert.Equal(prompts.Count, work.Server.Count(Create));
    }

    private async Task StopAsync(Workplace work)
    {
        foreach (var response in responses)
        {
            work.Server.Faults.Add(FaultOf(response));
        }

        // An upload that never ends is canceled at once, which shows that the stop has taken effect.
        work.AddImages("fox.png");
        work.Server.Faults.Add(new Fault(Upload) { Hang = true });
        if (IsNamed)
        {
            work.Run("$PSDefaultParameterValues['New-SeedanceVideo:JobName'] = $name", ("name", _token)).AssertNoError();
        }

        using var areSent = new ManualResetEventSlim();
        using var run = work.Session.Start(
            script,
            ("early", new[] { "fox.png" }.Concat(responses.Select((_, index) => $"{_token} {index}")).ToArray()),
            ("enough", $"{_token} enough"),
            ("blocked", $"{_token} [[blocked]]"),
            ("late", new[] { $"{_token} too late", $"{_token} much too late" }),
            ("areSent", areSent));
        var upload = await work.Server.WaitForRequestAsync(Upload);

        // Not only arrived: a later request must not get the fault of one of these.
        while (work.Server.Requests.Count(request => request.StartsWith(Create) && request.Fault is not null) < responses.Count)
        {
            await Task.Delay(1);
        }

        areSent.Set();
        var ctrlC = script.Contains("$areSent", StringComparison.Ordinal) ? Task.CompletedTask : Task.Run(run.Stop);

        // The limit is a guard: without it a stop that takes no effect would hang the tests.
        await upload.Aborted.WaitAsync(TimeSpan.FromMinutes(1));
        var sent = work.Server.Requests.Count;
        _isStopped.SetResult();
        await ctrlC;
        run.Finish();
        Assert.Equal(sent, work.Server.Requests.Count);
    }

    private List<(string? Id, string? Status)> ReadJournal(Workplace work)
    {
        var jobs = work.Run("Get-SeedanceJob -Prompt $prompt", ("prompt", $"{_token}*"));
        jobs.AssertNoError();
        return [.. jobs.Column("Id").Zip(jobs.Column("Status"))];
    }

    private Fault FaultOf(LateResponse response) => response switch
    {
        LateResponse.Job => new Fault(Create) { HeldUntil = _isStopped.Task, AfterProcessing = true },
        LateResponse.JobToBe => new Fault(Create) { HeldUntil = _isStopped.Task },
        LateResponse.Disconnected => new Fault(Create) { HeldUntil = _isStopped.Task, AfterProcessing = true, Drop = true },
        LateResponse.Outage => new Fault(Create) { HeldUntil = _isStopped.Task, AfterProcessing = true, Status = 503 },
        LateResponse.Unreadable => new Fault(Create) { HeldUntil = _isStopped.Task, AfterProcessing = true, Status = 200, Body = "{}" },
        LateResponse.Rejected => new Fault(Create) { HeldUntil = _isStopped.Task, Status = 400, Body = """{"error":"no","code":"bad-request"}""" },
        _ => new Fault(Create) { Status = 429, RetryAfter = "60" },
    };

    private static bool IsLost(LateResponse response) => response is LateResponse.Disconnected or LateResponse.Outage or LateResponse.Unreadable;
}
