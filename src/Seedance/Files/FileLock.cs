namespace Seedance.Files;

/// <summary>Files that only one process can have open. The system closes them when the process ends, so a crash leaves no lock behind.</summary>
internal static class FileLock
{
    private static readonly TimeSpan _retryDelay = TimeSpan.FromMilliseconds(2);

    /// <summary>Opens the file exclusively and without a buffer.</summary>
    /// <param name="path">The file. If it does not exist it is created.</param>
    /// <param name="options">How it is used.</param>
    /// <param name="ownerOnly">Whether no other user can open a file that is created. Otherwise the umask decides.</param>
    /// <returns>Null while another process has it open.</returns>
    public static FileStream? TryOpen(string path, FileOptions options = FileOptions.None, bool ownerOnly = false)
    {
        try
        {
            return ownerOnly
                ? OwnerOnly.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, options)
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, options);
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            return null;
        }
    }

    /// <summary>Waits for a lock of the data folder. Its owner keeps it for milliseconds.</summary>
    /// <param name="path">The lock file. Its folder exists.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="IOException">Another process has held it for all that time: nothing that needs the lock may be done.</exception>
    public static async Task<IDisposable> AcquireAsync(string path, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (TryOpen(path, ownerOnly: true) is { } file)
            {
                return file;
            }

            if (TimeProvider.System.GetElapsedTime(start) > timeout)
            {
                throw new IOException(Messages.LockTimeout(path, timeout));
            }

            await Task.Delay(_retryDelay, cancellationToken);
        }
    }

    /// <summary>Whether another process has the file open.</summary>
    public static bool IsHeldElsewhere(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException failure)
        {
            return IsHeld(failure);
        }
    }

    // ERROR_SHARING_VIOLATION, or EWOULDBLOCK as Linux and macOS number it.
    private static bool IsHeld(IOException failure) => failure.HResult is unchecked((int)0x80070020) or 11 or 35;
}
