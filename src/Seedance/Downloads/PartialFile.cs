namespace Seedance.Downloads;

/// <summary>The file into which a video is downloaded. It has another name than the video and is open exclusively; the complete video gets the final name.</summary>
internal sealed class PartialFile : IDisposable
{
    /// <summary>What a partial file's name ends with.</summary>
    public const string Extension = ".partial";

    /// <summary>How often a file that another process has open is tried again.</summary>
    private static readonly TimeSpan _pollInterval = TimeSpan.FromSeconds(0.25);

    private readonly FileStream _file;
    private readonly SeedanceGeneration _generation;
    private readonly string _path;

    private PartialFile(FileStream file, SeedanceGeneration generation, string path) => (_file, _generation, _path) = (file, generation, path);

    /// <summary>How many bytes have arrived.</summary>
    public long Length => _file.Length;

    private string PartialPath => _path + Extension;

    /// <summary>Whether a download to a path is in progress, or was interrupted by a crash.</summary>
    public static bool Exists(string path) => File.Exists(path + Extension);

    /// <summary>Opens the partial file of a video. Of several processes that save the same video one downloads it, and the others wait.</summary>
    /// <exception cref="SaveFailedException">The file can't be created.</exception>
    public static async Task<PartialFile> OpenAsync(SeedanceGeneration generation, string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            var file = WrapIOErrors(generation, path, () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return TryOpen(path + Extension);
            });
            if (file is not null)
            {
                return new PartialFile(file, generation, path);
            }

            await clock.Delay(_pollInterval, cancellationToken);
        }
    }

    /// <summary>Discards what has arrived.</summary>
    public void Restart() => WrapIOErrors(() => _file.SetLength(0));

    /// <summary>Appends bytes.</summary>
    public void Append(byte[] buffer, int count) => WrapIOErrors(() =>
    {
        _file.Seek(0, SeekOrigin.End);
        _file.Write(buffer, 0, count);
    });

    /// <summary>Whether it is a complete MP4 file.</summary>
    public bool IsCompleteVideo() => WrapIOErrors(_generation, _path, () => Mp4File.IsComplete(_file));

    /// <summary>Flushes the video to disk and hashes it at the same time. Hashing it while it arrives would slow the sender down.</summary>
    public async Task<string> FlushAndHashAsync(CancellationToken cancellationToken)
    {
        var flush = Task.Run(() => WrapIOErrors(() => _file.Flush(flushToDisk: true)), CancellationToken.None);
        try
        {
            return WrapIOErrors(_generation, _path, () =>
            {
                _file.Seek(0, SeekOrigin.Begin);
                return ContentHash.Compute(_file, cancellationToken);
            });
        }
        finally
        {
            await flush;
        }
    }

    /// <summary>Gives the video its name, and closes it.</summary>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    public void Rename(bool overwrite) => WrapIOErrors(() =>
    {
#if NET
        // Where the system allows it the file is renamed while it is open, so that no other process gets hold of it in between.
        if (OperatingSystem.IsWindows())
        {
            _file.Dispose();
        }
#else
        _file.Dispose();
#endif
        AtomicFile.Rename(PartialPath, _path, overwrite);
        _file.Dispose();
        DirectoryFlush.Flush(Path.GetDirectoryName(_path)!);
    });

    /// <summary>Deletes it.</summary>
    /// <exception cref="IOException">It can't be deleted; so says UnauthorizedAccessException.</exception>
    public void Delete()
    {
#if NET
        // Windows does not delete a file that is open. There another process may get hold of it and starts again.
        if (OperatingSystem.IsWindows())
#endif
        {
            _file.Dispose();
        }

        File.Delete(PartialPath);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Opens the file exclusively.</summary>
    /// <returns>Null while another process has it, or when that process has just renamed or deleted it.</returns>
    /// <exception cref="IOException">A link has its name.</exception>
    private static FileStream? TryOpen(string path)
    {
#if NET
        if (new FileInfo(path).LinkTarget is not null)
        {
            // In a folder that others can write to, a link could lead to any file of the user.
            throw new IOException(Messages.PartialFileIsLink(path));
        }
#endif
        var file = FileLock.TryOpen(path, FileOptions.Asynchronous | FileOptions.SequentialScan);
#if NET
        // On Linux and macOS a file is opened and locked in two steps, between which it may have been renamed, deleted or replaced by a link.
        if (file is not null && !OperatingSystem.IsWindows() && !IsStillNamed(file, path))
        {
            file.Dispose();
            return null;
        }
#endif
        return file;
    }

#if NET
    /// <summary>Whether the name still refers to the open file: a time that is set through the file shows under the name.</summary>
    private static bool IsStillNamed(FileStream file, string path)
    {
        var mark = DateTime.UtcNow.AddTicks(-Random.Shared.NextInt64(TimeSpan.TicksPerDay));
        File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
        return File.GetLastWriteTimeUtc(path) == File.GetLastWriteTimeUtc(file.SafeFileHandle);
    }
#endif

    private void WrapIOErrors(Action work) => WrapIOErrors(_generation, _path, () =>
    {
        work();
        return true;
    });

    private static T WrapIOErrors<T>(SeedanceGeneration generation, string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new SaveFailedException(generation, path, failure);
        }
    }
}
