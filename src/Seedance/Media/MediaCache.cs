using System.Collections.Concurrent;
using System.Text;

namespace Seedance;

/// <summary>Which contents an account has uploaded already, by their SHA-256: for this process in memory, for later ones in the user's data folder.</summary>
/// <remarks>One small file for each content, renamed into place: processes share it without locks. Nothing in it is secret, and all of it can be lost.</remarks>
internal sealed class MediaCache
{
    private readonly ConcurrentDictionary<string, Task<string?>> _ids = new();
    private readonly string? _folder;

    /// <param name="folder">Where it is kept; null keeps it in memory alone.</param>
    public MediaCache(string? folder) => _folder = folder;

    /// <summary>The media with the id that its content has, uploaded if it has none. Two that come at once upload once.</summary>
    public async Task<SeedanceMedia> GetOrUploadAsync(SeedanceMedia media, Func<SeedanceMedia, Task<SeedanceMedia>> upload, CancellationToken cancellationToken)
    {
        var hashed = media with { Sha256 = media.Sha256 ?? await HashAsync(media.Path!, cancellationToken) };
        var key = $"{hashed.Kind}-{hashed.Sha256}".ToLowerInvariant();
        while (true)
        {
            var mine = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = _ids.GetOrAdd(key, mine.Task);
            if (first != mine.Task)
            {
                // Null: the one that was uploading it failed, which is its error and not ours.
                if (await OrCancelled(first, cancellationToken) is { } shared)
                {
                    return hashed with { Id = shared, IsCached = true };
                }

                continue;
            }

            if (Load(key) is { } known)
            {
                mine.SetResult(known);
                return hashed with { Id = known, IsCached = true };
            }

            try
            {
                var uploaded = await upload(hashed);
                Store(key, uploaded.Id!);
                mine.SetResult(uploaded.Id);
                return uploaded;
            }
            finally
            {
                if (mine.TrySetResult(null))
                {
                    _ids.TryRemove(key, out _);
                }
            }
        }
    }

    /// <summary>The service does not know the id any more.</summary>
    public void Forget(SeedanceMedia media)
    {
        var key = $"{media.Kind}-{media.Sha256}".ToLowerInvariant();
        _ids.TryRemove(key, out _);
        TryOnDisk(() => File.Delete(FileOf(key)));
    }

    private string? Load(string key)
    {
        string? id = null;
        TryOnDisk(() => id = File.Exists(FileOf(key)) ? File.ReadAllText(FileOf(key)).Trim() : null);
        return Guid.TryParse(id, out _) ? id : null;
    }

    private void Store(string key, string id) => TryOnDisk(() => AtomicFile.Write(FileOf(key), Encoding.UTF8.GetBytes(id)));

    // A cache that can't be read or written costs an upload, never an error.
    private void TryOnDisk(Action work)
    {
        if (_folder is null)
        {
            return;
        }

        try
        {
            work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }

    private string FileOf(string key) => Path.Combine(_folder!, key);

    private static async Task<string?> OrCancelled(Task<string?> task, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = cancellationToken.Register(() => stopped.TrySetCanceled());
        return await await Task.WhenAny(task, stopped.Task);
    }

    /// <summary>The SHA-256 of a local file's content.</summary>
    /// <exception cref="SeedanceException">It can't be read.</exception>
    public static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ContentHash.OfFileAsync(path, cancellationToken);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MissingFileException(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidMediaException(path, Strings.UnreadableFile(path, failure), failure);
        }
    }
}
