using System.Diagnostics;
using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>What a process holds at a moment, as the operating system knows it.</summary>
/// <param name="At">The time since its start.</param>
/// <param name="WorkingSet">In bytes.</param>
/// <param name="PrivateBytes">What of them is neither shared nor a file's.</param>
/// <param name="Handles">Open files, sockets and the like.</param>
/// <param name="Connections">Sockets, which are handles too; null where the system does not tell.</param>
/// <param name="Threads">How many threads.</param>
internal sealed record ProcessReading(TimeSpan At, long WorkingSet, long PrivateBytes, int Handles, int? Connections, int Threads)
{
    /// <summary>Reads a process; null when it has ended.</summary>
    public static ProcessReading? TryRead(Process process, TimeSpan at)
    {
        try
        {
            return OperatingSystem.IsLinux() ? ReadProc(process.Id, at) : Read(process, at);
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ProcessReading Read(Process process, TimeSpan at)
    {
        process.Refresh();
        return new(at, process.WorkingSet64, process.PrivateMemorySize64, process.HandleCount, null, process.Threads.Count);
    }

    private static ProcessReading? ReadProc(int id, TimeSpan at)
    {
        var status = File.ReadLines($"/proc/{id}/status").Select(line => line.Split(':')).ToDictionary(line => line[0], line => line[1]);
        if (!status.ContainsKey("VmRSS"))
        {
            // It has ended, and nobody has taken note of that yet.
            return null;
        }

        // A handle that is closed at this moment is none.
        var handles = new DirectoryInfo($"/proc/{id}/fd").EnumerateFileSystemInfos().Select(handle => handle.LinkTarget).OfType<string>().ToList();
        return new(at, Kilobytes("VmRSS"), Kilobytes("RssAnon"), handles.Count, handles.Count(target => target.StartsWith("socket:", StringComparison.Ordinal)), int.Parse(status["Threads"], CultureInfo.InvariantCulture));

        // The unit is always kB.
        long Kilobytes(string name) => long.Parse(status[name].Trim().Split(' ')[0], CultureInfo.InvariantCulture) * 1024;
    }
}
