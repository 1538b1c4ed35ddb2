using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Seedance;

/// <summary>Tells whether the process that wrote something still runs, here or on another machine that shares the folder: each holds a file of its own open.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It is held until the process ends; that is all it is for.")]
internal sealed class ProcessMark
{
    private static readonly ConcurrentDictionary<string, Lazy<ProcessMark>> _marks = new();

    private readonly string _folder;

    private readonly FileStream _file;

    private ProcessMark(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Sweep();
        Name = Guid.NewGuid().ToString("N");
        _file = new FileStream(Path.Combine(folder, Name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>What this process signs with.</summary>
    public string Name { get; }

    /// <summary>This process's mark in a folder.</summary>
    public static ProcessMark In(string folder) => _marks.GetOrAdd(folder, chosen => new(() => new ProcessMark(chosen), LazyThreadSafetyMode.ExecutionAndPublication)).Value;

    /// <summary>Whether the process that signed so still runs.</summary>
    public bool IsAlive(string? name) => name == Name || (name is not null && FileLock.IsHeldElsewhere(Path.Combine(_folder, name)));

    /// <summary>Takes away what processes that are gone have left.</summary>
    private void Sweep()
    {
        foreach (var file in Directory.EnumerateFiles(_folder))
        {
            try
            {
                // Not one that another process is just about to open.
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
