using System.Diagnostics;
using Seedance.Api;
using Seedance.Connection;
using Seedance.PowerShell.Connections;

namespace Seedance.PowerShell.Completion;

/// <summary>The latest jobs and generations: the journal's, and the first page of the account's list where the service responds in time.</summary>
internal static class RecentGenerations
{
    /// <summary>Reads both at once, so that the slower one does not add to the time.</summary>
    public static (IReadOnlyList<SeedanceJob> Jobs, IReadOnlyList<SeedanceGeneration> Generations) Read(CompletionInput input)
    {
        var watch = Stopwatch.StartNew();
        using var cancellation = new CancellationTokenSource(RecentJobs.MaxTime);
        var connection = input.ValueOf("Connection") as SeedanceConnection ?? FindConnection();
        var jobs = RecentJobs.StartRead();
        var list = connection is null ? null : Task.Run(() => ReadListAsync(connection, cancellation.Token));
        var found = (TimedRead.Result(jobs, RecentJobs.MaxTime - watch.Elapsed), list is null ? [] : TimedRead.Result(list, RecentJobs.MaxTime - watch.Elapsed));
        cancellation.Cancel();
        return found;
    }

    private static async Task<IReadOnlyList<SeedanceGeneration>> ReadListAsync(SeedanceConnection connection, CancellationToken cancellationToken)
    {
        var options = new ClientOptions { Gate = new RequestGate(1), Retry = new RetryLimits { MaxRetries = 0, Timeout = RecentJobs.MaxTime } };
        var list = await new SeedanceClient(connection, options).ListAsync(cancellationToken);
        return await list.ReadNextAsync(cancellationToken);
    }

    private static SeedanceConnection? FindConnection()
    {
        try
        {
            return CurrentConnection.Find();
        }
        catch (InvalidConnectionException)
        {
            return null;
        }
    }
}
