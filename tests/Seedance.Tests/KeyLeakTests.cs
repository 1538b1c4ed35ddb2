using FsCheck;
using FsCheck.Xunit;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>However a response repeats the API key, the key reaches no error, no log and no file of the journal.</summary>
public sealed class KeyLeakTests
{
    private const string Me = "GET /api/rest/v1/me";
    private const string Create = "POST /api/rest/v2/generations";

    [Property(MaxTest = 40)]
    public async Task The_key_reaches_neither_an_error_nor_a_log_nor_the_journal(int[] choices, NonNegativeInt kind, bool isOfCreate)
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var client = new TestClient(server, new InstantClock());
        var key = TestClient.KeyOf(server);
        var written = HiddenKey.Write(key, choices);
        Assert.True(HiddenKey.IsIn(key, written));
        await client.CreateAsync();
        if (!isOfCreate)
        {
            server.Faults.Add(Fault(Me, kind.Get, written));
        }

        for (var times = 0; times < 5; times++)
        {
            server.Faults.Add(Fault(isOfCreate ? Create : Me, kind.Get, written));
        }

        var failure = await Assert.ThrowsAnyAsync<SeedanceException>(() => isOfCreate ? client.CreateAsync() : client.Client.ReadAccountAsync(default));

        Assert.NotEmpty(client.Trace);
        Assert.False(HiddenKey.IsIn(key, failure.ToString()), $"{written} is in: {failure}");
        Assert.All(client.Trace.Concat(client.Warnings), line => Assert.False(HiddenKey.IsIn(key, line), $"{written} is in: {line}"));
        Assert.All(Directory.GetFiles(DataFolder.Path, "*", SearchOption.AllDirectories), file => Assert.False(HiddenKey.IsIn(key, file + ReadAll(file))));
    }

    /// <summary>A response of one of the shapes in which the service, its gateway or its proxy reports an error.</summary>
    private static Fault Fault(string request, int kind, string written)
    {
        var text = System.Text.Json.JsonEncodedText.Encode($"bad key {written}").ToString();
        var (status, body, type) = (kind % 7) switch
        {
            0 => (400, $$"""{"error":"{{text}}","path":"$","code":"bad-request"}""", "application/json"),
            1 => (200, $$$$"""[{"message":"{{{{text}}}}","extensions":{"code":"VALIDATION_ERROR","statusCode":400,"details":{"errors":[{"message":"{{{{text}}}}"}]}}}]""", "application/json"),
            2 => (200, $$"""{"errors":[{"message":"{{text}}"}]}""", "application/json"),
            3 => (500, $$"""{"error":"Invalid response from authorization hook: {{text}}","code":"unexpected"}""", "application/json"),
            4 => (502, $"<html>{written}</html>", "text/html"),
            5 => (200, $"authorization: Bearer {written}", "text/plain"),
            _ => (200, $$"""{"unknown":"{{text}}"}""", "application/json"),
        };
        return new Fault(request) { Status = status, Body = body, ContentType = type };
    }

    /// <summary>Other tests write into the folder at the same time.</summary>
    private static string ReadAll(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
