namespace Seedance.Tests;

/// <summary>The same content is uploaded once per account, within a run and across runs.</summary>
public sealed class UploadCacheTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");
    private int _uploads;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_later_run_finds_what_an_earlier_one_uploaded()
    {
        var first = await UploadAsync(Cache(), "fox");
        var second = await UploadAsync(Cache(), "fox");

        Assert.Equal(1, _uploads);
        Assert.Equal(first.Id, second.Id);
        Assert.True(second.IsCached);
        Assert.Equal(64, second.Sha256!.Length);
    }

    [Fact]
    public async Task Other_content_is_uploaded()
    {
        var cache = Cache();
        await UploadAsync(cache, "fox");
        await UploadAsync(cache, "owl");

        Assert.Equal(2, _uploads);
    }

    [Fact]
    public async Task Many_at_once_upload_once()
    {
        var cache = Cache();
        var gate = new TaskCompletionSource();
        var all = Enumerable.Range(0, 20).Select(_ => UploadAsync(cache, "fox", gate.Task)).ToList();
        gate.SetResult();

        Assert.Single((await Task.WhenAll(all)).Select(media => media.Id).Distinct());
        Assert.Equal(1, _uploads);
    }

    [Fact]
    public async Task An_upload_that_fails_is_one_inputs_error_and_the_next_tries_itself()
    {
        var cache = Cache();
        var media = Media("fox");
        var started = new TaskCompletionSource();
        var fail = new TaskCompletionSource();
        var failing = cache.GetOrUploadAsync(
            media,
            async _ =>
            {
                started.SetResult();
                await fail.Task;
                throw new ServiceFailureException(new(503, null, null));
            },
            default);
        await started.Task;
        var waiting = UploadAsync(cache, "fox");
        fail.SetResult();

        await Assert.ThrowsAsync<ServiceFailureException>(() => failing);
        Assert.NotNull((await waiting).Id);
        Assert.Equal(1, _uploads);
    }

    [Fact]
    public async Task Who_waits_for_another_upload_can_be_stopped()
    {
        var cache = Cache();
        var media = Media("fox");
        var started = new TaskCompletionSource();
        var never = new TaskCompletionSource<SeedanceMedia>();
        var hanging = cache.GetOrUploadAsync(
            media,
            _ =>
            {
                started.SetResult();
                return never.Task;
            },
            default);
        await started.Task;
        using var stop = new CancellationTokenSource();
        var waiting = cache.GetOrUploadAsync(media, _ => never.Task, stop.Token);
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        never.SetCanceled();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
    }

    [Fact]
    public async Task What_is_forgotten_is_uploaded_again()
    {
        var media = await UploadAsync(Cache(), "fox");
        Cache().Forget(media);
        await UploadAsync(Cache(), "fox");

        Assert.Equal(2, _uploads);
    }

    [Fact]
    public async Task A_memory_that_is_damaged_or_cannot_be_written_costs_an_upload_and_no_error()
    {
        await UploadAsync(Cache(), "fox");
        foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.DirectoryName!.EndsWith("ids", StringComparison.Ordinal)))
        {
            File.WriteAllText(file.FullName, "\0\0 garbage");
        }

        await UploadAsync(Cache(), "fox");
        await UploadAsync(new MediaCache(Path.Combine(Media("blocked").Path!, "a file is in the way")), "fox");

        Assert.Equal(3, _uploads);
    }

    [Fact]
    public void Two_accounts_share_nothing_and_the_key_is_in_no_name()
    {
        const string key = "0f9b7a52-7c1e-4b7c-8a53-1d2e3f405162";
        var one = AccountState.Of(new Uri("https://cloud.leonardo.ai/api/rest"), key);

        Assert.Same(one, AccountState.Of(new Uri("https://cloud.leonardo.ai/api/rest/"), key));
        Assert.NotSame(one, AccountState.Of(new Uri("https://cloud.leonardo.ai/api/rest"), Guid.NewGuid().ToString()));
    }

    private MediaCache Cache() => new(Path.Combine(_folder.FullName, "ids"));

    private SeedanceMedia Media(string content)
    {
        var path = Path.Combine(_folder.FullName, content);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, content);
        }

        return new SeedanceMedia { Path = path };
    }

    private async Task<SeedanceMedia> UploadAsync(MediaCache cache, string content, Task? after = null)
    {
        return await cache.GetOrUploadAsync(
            Media(content),
            async media =>
            {
                await (after ?? Task.CompletedTask);
                Interlocked.Increment(ref _uploads);
                return media with { Id = Guid.NewGuid().ToString() };
            },
            default);
    }
}
