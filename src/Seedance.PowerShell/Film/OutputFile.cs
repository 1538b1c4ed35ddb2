using Seedance.Files;

namespace Seedance.PowerShell.Film;

/// <summary>A file that ffmpeg writes under a temporary name. It gets its own name when it is complete, or is deleted.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly bool _force;

    /// <param name="path">The full path of the file. Its folder is created when it is missing.</param>
    /// <param name="force">Whether an existing file is replaced.</param>
    /// <exception cref="FileExistsException">It exists and must not be replaced.</exception>
    /// <exception cref="WriteFailedException">The folder can't be created.</exception>
    public OutputFile(string path, bool force)
    {
        (_path, _force) = (path, force);

        // A name of its own: that of the file may be as long as a name can be.
        TempPath = Path.Combine(Path.GetDirectoryName(path)!, $"seedance-{Path.GetRandomFileName()}{AtomicFile.TempExtension}");
        ThrowIfExists(path, force);
        WrapIOErrors(() => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
    }

    /// <summary>Where ffmpeg writes to.</summary>
    public string TempPath { get; }

    /// <summary>Whether something was written.</summary>
    public bool IsWritten => File.Exists(TempPath) && new FileInfo(TempPath).Length > 0;

    /// <exception cref="FileExistsException">The file exists and must not be replaced.</exception>
    public static void ThrowIfExists(string path, bool force)
    {
        // No file can replace a folder.
        if (Directory.Exists(path) || (!force && File.Exists(path)))
        {
            throw new FileExistsException(path, null);
        }
    }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="FileExistsException">A file of that name has appeared.</exception>
    /// <exception cref="WriteFailedException">It can't be renamed.</exception>
    public FileInfo Commit()
    {
        ThrowIfExists(_path, _force);
        WrapIOErrors(() => AtomicFile.Rename(TempPath, _path, _force));
        return new FileInfo(_path);
    }

    /// <summary>Deletes what was not given its name.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(TempPath);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Its extension says what it is; the error that led here is the one to report.
        }
    }

    private void WrapIOErrors(Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new WriteFailedException(_path, failure);
        }
    }
}
