using System.Management.Automation;

namespace Seedance.PowerShell.Tests;

/// <summary>Which key and which address are used, and that the key is seen nowhere. Alone, for the environment belongs to the whole process.</summary>
[Collection("Environment")]
public sealed class ConnectionTests : IDisposable
{
    public ConnectionTests() => Clear();

    public void Dispose() => Clear();

    [Fact]
    public void Without_any_key_the_error_says_how_to_give_one()
    {
        using var session = new PowerShellSession();

        var error = session.Run("New-SeedanceVideo 'a fox'").TheError;

        Assert.StartsWith("Seedance.NoApiKey", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Equal("New-SeedanceVideo", error.TargetObject);
        Assert.Contains("LEONARDO_API_KEY", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-Sandbox", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_the_environment_just_works()
    {
        await using var work = await Workplace.CreateAsync();
        work.Run("Disconnect-Seedance").AssertNoError();
        Environment.SetEnvironmentVariable("LEONARDO_API_KEY", Workplace.ApiKey);
        Environment.SetEnvironmentVariable("SEEDANCE_BASE_URI", work.Server.ApiRoot.AbsoluteUri);

        var result = work.Run("Get-SeedanceConnection; New-SeedanceVideo 'a fox'");

        result.AssertNoError();
        Assert.Equal("Environment", result.Column("KeySource")[0]);
        Assert.Single(work.Server.Service.Jobs);
    }

    [Fact]
    public void A_parameter_goes_before_the_environment_and_a_secure_string_is_a_key_too()
    {
        Environment.SetEnvironmentVariable("LEONARDO_API_KEY", Workplace.ApiKey);
        using var session = new PowerShellSession();

        var result = session.Run("""
            $secret = [securestring]::new(); '11111111-2222-4333-8444-555555555555'.ToCharArray().ForEach{ $secret.AppendChar($_) }
            Connect-Seedance -ApiKey $secret -PassThru
            """);

        result.AssertNoError();
        Assert.Equal("Parameter", Assert.Single(result.Column("KeySource")));
        Assert.Equal("https://cloud.leonardo.ai/api/rest", Assert.Single(result.Column("BaseUri")));
    }

    [Fact]
    public void Each_session_has_its_own_connection()
    {
        using var first = new PowerShellSession();
        using var second = new PowerShellSession();

        first.Run("Connect-Seedance -Sandbox").AssertNoError();

        Assert.Single(first.Run("Get-SeedanceConnection").Output);
        Assert.Empty(second.Run("Get-SeedanceConnection").Output);
        first.Run("Disconnect-Seedance").AssertNoError();
        Assert.Empty(first.Run("Get-SeedanceConnection").Output);
    }

    [Fact]
    public void An_address_in_the_environment_that_is_none_is_named()
    {
        Environment.SetEnvironmentVariable("LEONARDO_API_KEY", Workplace.ApiKey);
        Environment.SetEnvironmentVariable("SEEDANCE_BASE_URI", "nowhere");
        using var session = new PowerShellSession();

        var error = session.Run("New-SeedanceVideo 'a fox'").TheError;

        Assert.StartsWith("Seedance.InvalidConnection", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("nowhere", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_in_no_stream_no_error_no_exception_and_no_file()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("fox.png");

        // The service repeats the key in its refusal, as a careless one would.
        work.Server.Faults.Add(new("POST /api/rest/v2/generations") { Skip = 1, Status = 400, Body = $$"""{"error":"bad key {{Workplace.ApiKey}}","code":"bad-request"}""" });
        work.Server.Faults.Add(new("POST /api/rest/v2/generations") { Skip = 2, Drop = true });
        var result = work.Run("""
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            Get-SeedanceConnection
            Get-ChildItem fox.png | New-SeedanceVideo -Destination clips
            'refused', 'dropped' | New-SeedanceVideo
            """);

        Assert.Equal(2, result.Errors.Count);
        string[] seen =
        [
            .. result.Errors.SelectMany(error => new[] { error.ToString(), error.Exception.ToString(), error.ErrorDetails.RecommendedAction, $"{error.TargetObject}" }),
            .. result.Verbose, .. result.Warnings, .. result.Information,
            .. result.Output.SelectMany(item => item.Properties.Select(property => $"{property.Value}").Append(item.ToString())),
            .. work.Files().Select(file => File.ReadAllText(Path.Combine(work.Folder, file))),
        ];
        Assert.NotEmpty(result.Verbose);
        Assert.All(seen, text => Assert.DoesNotContain(Workplace.ApiKey, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Neither_the_upload_host_nor_the_video_host_is_sent_the_key()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddPictures("fox.png");

        work.Run("Get-ChildItem fox.png | New-SeedanceVideo -Destination clips").AssertNoError();

        var storage = work.Server.Requests.Where(request => request.IsStorage).ToList();
        Assert.Equal(["POST /uploads -> 204", $"GET /videos/{work.Server.Service.Jobs[0].Id}.mp4 -> 200"], storage.Select(request => request.ToString()));
        Assert.All(storage, request =>
        {
            Assert.False(request.Headers.ContainsKey("Authorization"));
            Assert.DoesNotContain(Workplace.ApiKey, request.Path + string.Concat(request.Headers.Values) + request.Text, StringComparison.OrdinalIgnoreCase);
        });
        Assert.All(work.Server.Requests.Where(request => !request.IsStorage), request => Assert.Equal($"Bearer {Workplace.ApiKey}", request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_redirect_does_not_carry_the_key_away()
    {
        await using var work = await Workplace.CreateAsync();
        await using var elsewhere = await WireServer.WireServer.StartAsync();
        work.Server.Faults.Add(new("GET /api/rest/v1/generations/") { Times = 10, Status = 307, Location = elsewhere.ApiRoot });

        var result = work.Run($"Get-SeedanceGeneration {Guid.NewGuid()}");

        Assert.StartsWith("Seedance.UnknownAnswer", result.TheError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    private static void Clear()
    {
        Environment.SetEnvironmentVariable("LEONARDO_API_KEY", null);
        Environment.SetEnvironmentVariable("SEEDANCE_BASE_URI", null);
    }
}

/// <summary>Tests that set environment variables run alone.</summary>
[CollectionDefinition("Environment", DisableParallelization = true)]
public sealed class EnvironmentTests;
