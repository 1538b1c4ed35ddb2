using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Seedance.Journal;

/// <summary>Shows whether the process that wrote something is still running, here or on another machine that shares the folder: each process keeps a file of its own open.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The file is held until the process ends; that is its purpose.")]
internal sealed class ProcessLease
{
    private static readonly ConcurrentDictionary<string, ProcessLease> _leases = new();

    private readonly string _folder;
    private readonly FileStream _file;

    private ProcessLease(string folder)
    {
        _folder = folder;
        OwnerOnly.CreateFolder(folder);
        DeleteExpired();
        Name = Guid.NewGuid().ToString("N");
        _file = OwnerOnly.Open(Path.Combine(folder, Name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>The lease's name, with which this process signs.</summary>
    public string Name { get; }

    /// <summary>This process's lease in a folder. A failure is not remembered: the folder may be repaired.</summary>
    public static ProcessLease In(string folder)
    {
        lock (_leases)
        {
            return _leases.TryGetValue(folder, out var lease) ? lease : _leases[folder] = new ProcessLease(folder);
        }
    }

    /// <summary>Whether the process that signed so is running.</summary>
    public bool IsAlive(string? name) => name == Name || (name is not null && FileLock.IsHeldElsewhere(Path.Combine(_folder, name)));

    /// <summary>Deletes the files of processes that have ended.</summary>
    private void DeleteExpired()
    {
        foreach (var file in Directory.EnumerateFiles(_folder))
        {
            try
            {
                // A new file may be one that another process is about to open.
                if (File.GetLastWriteTimeUtc(file) < DateTime.UtcNow.AddMinutes(-1))
                {
                    FileLock.TryOpen(file, FileOptions.DeleteOnClose)?.Dispose();
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
            }
        }
    }
}
