using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>The base of the cmdlets that do nothing but talk to the service.</summary>
public abstract class ConnectedCmdlet : AsyncCmdlet
{
    private protected ConnectedCmdlet()
    {
    }

    /// <summary>The connection to use. The default is the one that Connect-Seedance made in this session, or else the environment variable LEONARDO_API_KEY.</summary>
    [Parameter]
    [ValidateNotNull]
    public SeedanceConnection? Connection { get; set; }

    /// <summary>How many requests are in hand at once, 1 to 256. The default is 10. Results come in the order in which they are ready.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    /// <summary>How often a request that fails in passing is sent again, 0 to 1000. The default is 3; a request that came too fast (429) is sent again for as long as -RetryTimeout allows.</summary>
    [Parameter]
    [Alias("MaximumRetryCount")]
    [ValidateRange(0, 1000)]
    public int? MaxRetry { get; set; }

    /// <summary>For how many seconds one request is sent again at most, 0 to 86400. The default is 600.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int RetryTimeout { get; set; } = DefaultRetryTimeout;

    private protected override RetryLimits Retry => new() { Most = MaxRetry, Timeout = TimeSpan.FromSeconds(RetryTimeout) };

    private protected override SeedanceConnection? ChosenConnection => Connection;

    private protected override int RequestLimit => ThrottleLimit;
}
