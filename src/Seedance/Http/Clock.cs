#if NET
namespace Seedance;

/// <summary>The two calls that Microsoft.Bcl.TimeProvider adds on .NET Framework, under the same names.</summary>
internal static class Clock
{
    public static Task Delay(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, clock, cancellationToken);

    public static CancellationTokenSource CreateCancellationTokenSource(this TimeProvider clock, TimeSpan delay) => new(delay, clock);
}
#endif
