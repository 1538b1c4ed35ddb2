using Seedance.WireServer;

namespace Seedance.PowerShell.Tests;

/// <summary>An account is its user, not its key: a new key finds the jobs of the old one, and never those of another user.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private const string Create = "POST /api/rest/v2/generations";
    private const string List = "GET /api/rest/v1/generations/user/";
    private const string Account = "GET /api/rest/v1/me";

    private readonly string _name = Guid.NewGuid().ToString("N");

    private Workplace _work = null!;

    public async Task InitializeAsync() => _work = await Workplace.CreateAsync(new() { JobDuration = TimeSpan.Zero });

    public async Task DisposeAsync() => await _work.DisposeAsync();

    [Fact]
    public void A_job_that_was_submitted_under_a_name_with_one_key_is_not_paid_again_with_another_key_of_the_user()
    {
        var first = Run("'a fox' | New-SeedanceVideo -JobName NAME");
        first.AssertNoError();
        _work.Connect(Workplace.NewKey());

        var second = Run("'a fox' | New-SeedanceVideo -JobName NAME");

        second.AssertNoError();
        Assert.Equal(first.Column("Id"), second.Column("Id"));
        Assert.Equal(2, _work.Server.Count(Account));
        Assert.Equal(1, _work.Server.Count(Create));
        Assert.Equal(first.Column("Id"), Run("Resume-SeedanceGeneration -JobName NAME").Column("Id"));
    }

    [Fact]
    public void A_lost_job_is_found_with_another_key_of_the_user()
    {
        LoseOneJob();
        _work.Connect(Workplace.NewKey());

        var resumed = Run("Get-SeedanceJob -JobName NAME | Resume-SeedanceGeneration");

        resumed.AssertNoError();
        Assert.Equal([Assert.Single(_work.Server.Service.Jobs).Id], resumed.Column("Id"));
    }

    [Fact]
    public void A_lost_job_of_another_user_is_not_looked_for_and_its_entry_stays()
    {
        LoseOneJob();
        var key = Run("Get-SeedanceJob -JobName NAME").Column("Key");
        var lists = _work.Server.Count(List);
        ConnectAsAnotherUser();

        var result = Run("Get-SeedanceJob -JobName NAME | Resume-SeedanceGeneration");

        Assert.StartsWith("Seedance.OtherAccount", result.TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"Get-SeedanceJob -Key {Assert.Single(key)} | Resume-SeedanceGeneration", result.TheError.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(lists, _work.Server.Count(List));
        Assert.Equal(["Unknown"], Run("Get-SeedanceJob -JobName NAME").Column("Status"));

        // The advice, with a key of the right user.
        _work.Connect(Workplace.NewKey());
        Run("Get-SeedanceJob -JobName NAME | Resume-SeedanceGeneration").AssertNoError();
        Assert.Equal(["Pending"], Run("Get-SeedanceJob -JobName NAME").Column("Status"));
        Assert.Equal(1, _work.Server.Count(Create));
    }

    [Fact]
    public void A_known_job_of_another_user_is_not_resumed_either()
    {
        Run("'a fox' | New-SeedanceVideo -JobName NAME").AssertNoError();
        ConnectAsAnotherUser();
        var requests = _work.Server.Requests.Count;

        var result = Run("Get-SeedanceJob -JobName NAME | Resume-SeedanceGeneration");

        Assert.StartsWith("Seedance.OtherAccount", result.TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["Pending"], Run("Get-SeedanceJob -JobName NAME").Column("Status"));
        Assert.Equal(requests + 1, _work.Server.Requests.Count);
        Assert.Empty(Run("Resume-SeedanceGeneration -JobName NAME").Output);
    }

    [Fact]
    public void Another_user_submits_a_job_of_its_own_under_the_same_name()
    {
        Run("'a fox' | New-SeedanceVideo -JobName NAME").AssertNoError();
        ConnectAsAnotherUser();

        Run("'a fox' | New-SeedanceVideo -JobName NAME").AssertNoError();

        Assert.Equal(2, _work.Server.Count(Create));
        Assert.Equal(2, Run("Get-SeedanceJob -JobName NAME").Column("Account").Distinct().Count());
    }

    private void LoseOneJob()
    {
        _work.Server.Faults.Add(new Fault(Create) { AfterProcessing = true, Drop = true });
        _work.Server.Faults.Add(new Fault(List) { Status = 403 });
        Assert.StartsWith("Seedance.SubmissionUnknown", Run("'a fox' | New-SeedanceVideo -JobName NAME").TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private void ConnectAsAnotherUser()
    {
        _work.Server.Faults.Add(new Fault(Account) { Status = 200, Body = $$$"""{"user_details":[{"user":{"id":"{{{Guid.NewGuid()}}}"}}]}""" });
        _work.Connect(Workplace.NewKey());
    }

    private ScriptResult Run(string script) => _work.Run(script.Replace("NAME", _name, StringComparison.Ordinal));
}
