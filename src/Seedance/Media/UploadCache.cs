using System.Collections.Concurrent;
using System.Text;

namespace Seedance.Media;

/// <summary>The ids of what an account has uploaded, by the SHA-256 of the content: in memory for this process, in the data folder for later ones.</summary>
/// <remarks>One small file for each content, renamed into place: processes share it without locks. It contains no secret and can be lost without harm.</remarks>
internal sealed class UploadCache
{
    private readonly ConcurrentDictionary<string, string> _ids = new();
    private readonly ConcurrentDictionary<string, Task<SeedanceMedia?>> _uploads = new();
    private readonly string? _folder;

    /// <param name="folder">Where it is kept; null keeps it in memory only.</param>
    public UploadCache(string? folder) => _folder = folder;

    /// <summary>The id of a content, or null.</summary>
    public string? Find(SeedanceMediaKind kind, string sha256)
    {
        var key = KeyOf(kind, sha256);
        return _ids.TryGetValue(key, out var id) ? id : Load(key);
    }

    /// <summary>Records the id of a content.</summary>
    public void Store(SeedanceMedia uploaded)
    {
        var key = KeyOf(uploaded.MediaKind, uploaded.Sha256!);
        _ids[key] = uploaded.Id!;
        TryFiles(() => AtomicFile.Write(PathOf(key), Encoding.UTF8.GetBytes(uploaded.Id!), ownerOnly: true));
    }

    /// <summary>Forgets an id that the service no longer knows, unless another upload has replaced it already.</summary>
    public void Forget(SeedanceMedia media)
    {
        var key = KeyOf(media.MediaKind, media.Sha256!);
        if (Find(media.MediaKind, media.Sha256!) == media.Id)
        {
            _ids.TryRemove(key, out _);
            TryFiles(() => File.Delete(PathOf(key)));
        }
    }

    /// <summary>Forgets an id, whatever its content is.</summary>
    public void ForgetId(string id)
    {
        foreach (var entry in _ids.Where(entry => string.Equals(entry.Value, id, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            _ids.TryRemove(entry.Key, out _);
        }

        TryFiles(() =>
        {
            foreach (var file in Directory.Exists(_folder) ? Directory.GetFiles(_folder!) : [])
            {
                if (string.Equals(File.ReadAllText(file).Trim(), id, StringComparison.OrdinalIgnoreCase))
                {
                    File.Delete(file);
                }
            }
        });
    }

    /// <summary>Runs an upload, or joins the one of the same content that is in progress.</summary>
    /// <returns>Null when the upload that was joined failed: that is its caller's error.</returns>
    public async Task<SeedanceMedia?> ShareAsync(SeedanceMedia media, Func<Task<SeedanceMedia>> upload, CancellationToken cancellationToken)
    {
        var key = KeyOf(media.MediaKind, media.Sha256!);
        var own = new TaskCompletionSource<SeedanceMedia?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _uploads.GetOrAdd(key, own.Task);
        if (first != own.Task)
        {
            return await WithCancellation(first, cancellationToken);
        }

        try
        {
            var uploaded = await upload();
            own.SetResult(uploaded);
            return uploaded;
        }
        finally
        {
            _uploads.TryRemove(key, out _);
            own.TrySetResult(null);
        }
    }

    private static string KeyOf(SeedanceMediaKind kind, string sha256) => $"{kind}-{sha256}".ToLowerInvariant();

    private string? Load(string key)
    {
        string? id = null;
        TryFiles(() => id = File.Exists(PathOf(key)) ? File.ReadAllText(PathOf(key)).Trim() : null);
        if (!Guid.TryParse(id, out _))
        {
            return null;
        }

        return _ids.GetOrAdd(key, id!);
    }

    // A cache that can't be read or written costs an upload, never an error.
    private void TryFiles(Action work)
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

    private string PathOf(string key) => Path.Combine(_folder!, key);

    private static async Task<T> WithCancellation<T>(Task<T> task, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken));
        return await await Task.WhenAny(task, cancelled.Task);
    }
}
