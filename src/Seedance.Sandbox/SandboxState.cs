using Seedance.Sandbox.Jobs;
using Seedance.Sandbox.Uploads;

namespace Seedance.Sandbox;

/// <summary>The data that all parts of the simulator share. It is read and changed only inside <see cref="Locked"/>.</summary>
internal sealed class SandboxState(SandboxOptions options)
{
    private readonly object _lock = new();

    public SandboxOptions Options { get; } = options;

    public RecordStore<SandboxJob> Jobs { get; } = new(options.MaxRecords);

    public RecordStore<SandboxUpload> Uploads { get; } = new(options.MaxRecords);

    /// <summary>The ID of the account's user.</summary>
    public string UserId { get; } = Guid.NewGuid().ToString();

    /// <summary>The credits that are left; null is unlimited.</summary>
    public decimal? Credits { get; set; } = options.Credits;

    public DateTimeOffset Now => Options.Clock.GetUtcNow();

    /// <summary>Runs an action that no other part runs at the same time. The action must not block.</summary>
    public T Locked<T>(Func<T> action)
    {
        lock (_lock)
        {
            return action();
        }
    }
}
