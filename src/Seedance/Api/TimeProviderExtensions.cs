#if NET
namespace Seedance.Api;

/// <summary>The two methods that Microsoft.Bcl.TimeProvider adds on .NET Framework, under the same names.</summary>
internal static class TimeProviderExtensions
{
    public static Task Delay(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, clock, cancellationToken);

    public static CancellationTokenSource CreateCancellationTokenSource(this TimeProvider clock, TimeSpan delay) => new(delay, clock);
}
#endif
