using Seedance.Tests.Samples;
using Seedance.WireServer;

namespace Seedance.Tests;

/// <summary>The same content is uploaded once for an account, within a run and across runs.</summary>
public sealed class MediaUploadsTests : IDisposable
{
    private const string Upload = "POST /uploads";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_later_run_finds_what_an_earlier_one_has_uploaded()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var first = await UploadAsync(server, Cache(), "fox");
        var second = await UploadAsync(server, Cache(), "fox");

        Assert.Equal(1, server.Count(Upload));
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(64, second.Sha256!.Length);
        Assert.Equal(first.Sha256, second.Sha256);
    }

    [Fact]
    public async Task Other_content_is_uploaded()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var cache = Cache();
        await UploadAsync(server, cache, "fox");
        await UploadAsync(server, cache, "owl");

        Assert.Equal(2, server.Count(Upload));
    }

    [Fact]
    public async Task Concurrent_inputs_with_the_same_content_are_uploaded_once()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var uploads = new TestClient(server, new InstantClock()).Uploads(Cache());
        var media = Image("fox");

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => uploads.GetOrUploadAsync(media, force: false, default)));

        Assert.Single(all.Select(uploaded => uploaded.Id).Distinct());
        Assert.Equal(1, server.Count(Upload));
    }

    [Fact]
    public async Task A_failed_upload_is_the_error_of_one_input_and_the_next_input_uploads_itself()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        server.Faults.Add(new Fault(Upload) { Status = 400, Body = "<Error><Code>EntityTooLarge</Code></Error>", ContentType = "application/xml" });
        var uploads = new TestClient(server, new InstantClock()).Uploads(Cache());
        var media = Image("fox");

        var inputs = new[] { uploads.GetOrUploadAsync(media, force: false, default), uploads.GetOrUploadAsync(media, force: false, default) };
        await Assert.ThrowsAsync<MediaRejectedException>(() => Task.WhenAll(inputs));

        Assert.NotNull((await Assert.Single(inputs, input => input.IsCompletedSuccessfully)).Id);
        Assert.Equal(2, server.Count(Upload));
    }

    [Fact]
    public async Task Forgotten_content_is_uploaded_again()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var media = await UploadAsync(server, Cache(), "fox");
        Cache().Forget(media);
        await UploadAsync(server, Cache(), "fox");

        Assert.Equal(2, server.Count(Upload));
    }

    [Fact]
    public async Task An_upload_by_force_replaces_the_earlier_id()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var cache = Cache();
        var first = await UploadAsync(server, cache, "fox");
        var forced = await new TestClient(server, new InstantClock()).Uploads(cache).GetOrUploadAsync(Image("fox"), force: true, default);

        Assert.NotEqual(first.Id, forced.Id);
        Assert.Equal(forced.Id, (await UploadAsync(server, cache, "fox")).Id);
        Assert.Equal(2, server.Count(Upload));
    }

    [Fact]
    public async Task A_cache_that_is_damaged_or_can_not_be_written_costs_an_upload_and_is_no_error()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        await UploadAsync(server, Cache(), "fox");
        foreach (var file in new DirectoryInfo(Path.Combine(_folder.FullName, "ids")).EnumerateFiles())
        {
            File.WriteAllText(file.FullName, "\0\0 garbage");
        }

        await UploadAsync(server, Cache(), "fox");
        await UploadAsync(server, new UploadCache(Path.Combine(Image("blocked").Path!, "a file where a folder is needed")), "fox");

        Assert.Equal(3, server.Count(Upload));
    }

    [Fact]
    public async Task The_hash_is_that_of_the_bytes_that_were_sent()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var cache = Cache();
        var uploads = new TestClient(server, new InstantClock()).Uploads(cache);
        var media = await MediaUploads.HashAsync(Image("fox"), default);

        // The file changes after it was hashed and before it is sent.
        File.Copy(Image("owl").Path!, media.Path!, overwrite: true);
        var uploaded = await uploads.GetOrUploadAsync(media, force: false, default);

        Assert.Equal(Assert.Single(server.Service.Uploads).Sha256, uploaded.Sha256);
        Assert.NotEqual(media.Sha256, uploaded.Sha256);
        Assert.Null(cache.Find(media.MediaKind, media.Sha256!));
    }

    [Fact]
    public async Task An_account_is_one_however_many_keys_it_has_and_no_file_name_contains_the_key_or_the_user()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        var one = new TestClient(server);
        var other = new TestClient(server, apiKey: Guid.NewGuid().ToString());
        var first = await one.Client.UploadAsync(Image("fox"), force: false, default);
        var second = await other.Client.UploadAsync(Image("fox"), force: false, default);

        Assert.Equal(first.Id, second.Id);
        Assert.Same(one.Connection.KeyAccount.Current, other.Connection.KeyAccount.Current);
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(DataFolder.Path, "*", SearchOption.AllDirectories),
            path => path.Contains(TestClient.KeyOf(server), StringComparison.OrdinalIgnoreCase) || path.Contains(one.Connection.KeyAccount.Current!.UserId, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Two_accounts_share_nothing()
    {
        await using var server = await WireServer.WireServer.StartAsync();
        await using var otherServer = await WireServer.WireServer.StartAsync();
        var one = new TestClient(server);
        var other = new TestClient(otherServer);
        var first = await one.Client.UploadAsync(Image("fox"), force: false, default);
        var second = await other.Client.UploadAsync(Image("fox"), force: false, default);

        Assert.NotEqual(first.Id, second.Id);
        Assert.NotSame(one.Connection.KeyAccount.Current, other.Connection.KeyAccount.Current);
    }

    [Theory]
    [InlineData("https://cloud.leonardo.ai/api/rest")]
    [InlineData("https://cloud.leonardo.ai/api/rest/")]
    public void A_slash_at_the_end_of_the_address_makes_no_difference(string address)
    {
        const string key = "0f9b7a52-7c1e-4b7c-8a53-1d2e3f405162";
        var one = KeyAccount.ForKey(new Uri("https://cloud.leonardo.ai/api/rest"), key);

        Assert.Same(one, KeyAccount.ForKey(new Uri(address), key));
        Assert.NotSame(one, KeyAccount.ForKey(new Uri(address), Guid.NewGuid().ToString()));
    }

    /// <summary>A cache as in a later run: only the folder is shared.</summary>
    private UploadCache Cache() => new(Path.Combine(_folder.FullName, "ids"));

    /// <summary>A PNG image that differs by its comment.</summary>
    private SeedanceMedia Image(string comment)
    {
        var path = Path.Combine(_folder.FullName, $"{comment}.png");
        File.WriteAllBytes(path, [.. PngSample.Build(), .. System.Text.Encoding.UTF8.GetBytes(comment)]);
        return MediaFile.Open(path);
    }

    private Task<SeedanceMedia> UploadAsync(WireServer.WireServer server, UploadCache cache, string comment) =>
        new TestClient(server, new InstantClock()).Uploads(cache).GetOrUploadAsync(Image(comment), force: false, default);
}
