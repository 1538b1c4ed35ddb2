namespace Seedance.Tests;

/// <summary>The cache of uploads: ids by content, shared by the uploads that run at the same time and by later runs.</summary>
public sealed class UploadCacheTests : IDisposable
{
    private static readonly SeedanceMedia _fox = new() { Path = "fox.png", Sha256 = new string('f', 64) };
    private static readonly SeedanceMedia _uploaded = _fox with { Id = Guid.NewGuid().ToString() };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_id_is_found_by_the_kind_and_the_content()
    {
        Cache().Store(_uploaded);

        Assert.Equal(_uploaded.Id, Cache().Find(_fox.MediaKind, _fox.Sha256!));
        Assert.Null(Cache().Find(SeedanceMediaKind.Video, _fox.Sha256!));
        Assert.Null(Cache().Find(_fox.MediaKind, new string('0', 64)));
    }

    [Fact]
    public async Task A_failed_upload_is_the_error_of_its_own_input_and_the_input_that_joined_it_is_told_to_upload_itself()
    {
        var cache = Cache();
        var failed = new TaskCompletionSource<SeedanceMedia>();
        var failing = cache.ShareAsync(_fox, () => failed.Task, default);
        var joined = cache.ShareAsync(_fox, NeverCalled, default);
        failed.SetException(new ServiceFailureException(new(503, null, null)));

        await Assert.ThrowsAsync<ServiceFailureException>(() => failing);
        Assert.Null(await joined);
        Assert.Equal(_uploaded, await cache.ShareAsync(_fox, () => Task.FromResult(_uploaded), default));
    }

    [Fact]
    public async Task An_input_that_joined_an_upload_gets_its_result()
    {
        var cache = Cache();
        var upload = new TaskCompletionSource<SeedanceMedia>();
        var first = cache.ShareAsync(_fox, () => upload.Task, default);
        var joined = cache.ShareAsync(_fox, NeverCalled, default);
        upload.SetResult(_uploaded);

        Assert.Equal(_uploaded, await first);
        Assert.Equal(_uploaded, await joined);
    }

    [Fact]
    public async Task An_input_that_joined_an_upload_can_be_cancelled()
    {
        var cache = Cache();
        var never = new TaskCompletionSource<SeedanceMedia>();
        var uploading = cache.ShareAsync(_fox, () => never.Task, default);
        using var stop = new CancellationTokenSource();
        var joined = cache.ShareAsync(_fox, NeverCalled, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joined);
        never.SetCanceled();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => uploading);
    }

    [Fact]
    public void A_newer_upload_of_the_same_content_is_not_forgotten_with_the_older_one()
    {
        var newer = _fox with { Id = Guid.NewGuid().ToString() };
        Cache().Store(newer);
        Cache().Forget(_uploaded);

        Assert.Equal(newer.Id, Cache().Find(_fox.MediaKind, _fox.Sha256!));
    }

    [Fact]
    public void A_deleted_upload_is_forgotten_by_its_id()
    {
        var cache = Cache();
        cache.Store(_uploaded);
        cache.ForgetId(_uploaded.Id!.ToUpperInvariant());

        Assert.Null(cache.Find(_fox.MediaKind, _fox.Sha256!));
        Assert.Null(Cache().Find(_fox.MediaKind, _fox.Sha256!));
    }

    /// <summary>A cache as in a later run: only the folder is shared.</summary>
    private UploadCache Cache() => new(_folder.FullName);

    private static Task<SeedanceMedia> NeverCalled() => throw new InvalidOperationException("The content is uploaded already.");
}
