namespace Seedance;

/// <summary>Files that one process alone may have open. The system lets go of them when the process ends, however it ends, so a crash leaves no lock behind.</summary>
internal static class FileLock
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>The file, without a buffer of its own, opened for this process alone, or null while another has it.</summary>
    public static FileStream? TryOpen(string path, FileOptions options = FileOptions.None)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, options);
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            return null;
        }
    }

    /// <summary>Waits for the file for a moment. Whoever holds it does so for milliseconds, so one that is held for long belongs to a process that sleeps.</summary>
    public static IDisposable? Wait(string path)
    {
        var end = DateTime.UtcNow + _patience;
        while (true)
        {
            if (TryOpen(path) is { } file)
            {
                return file;
            }

            if (DateTime.UtcNow > end)
            {
                return null;
            }

            Thread.Sleep(2);
        }
    }

    /// <summary>Whether another process holds it.</summary>
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
