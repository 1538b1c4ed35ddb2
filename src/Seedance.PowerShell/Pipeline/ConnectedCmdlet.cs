using System.Management.Automation;
using Seedance.Api;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Pipeline;

/// <summary>The parameters of the cmdlets that talk to the service.</summary>
public abstract class ConnectedCmdlet : AsyncCmdlet
{
    private protected ConnectedCmdlet()
    {
    }

    /// <summary>The connection to use. The default is the one that Connect-Seedance made, or else the environment variable LEONARDO_API_KEY.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public virtual SeedanceConnection? Connection { get; set; }

    /// <summary>How many requests are sent at once. The default is 10. Results are written in the order in which they are ready.</summary>
    /// <value>requests</value>
    [Parameter]
    [ArgumentCompleter(typeof(LimitCompleter))]
    [WholeNumber]
    [ValidateRange(1, 256)]
    public virtual int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    /// <summary>How often a request is retried after a transient failure. The default is 3; after HTTP 429 a request is retried for as long as -RetryTimeout allows. A submission is retried only when it was not sent, or after HTTP 429.</summary>
    /// <value>retries</value>
    [Parameter]
    [ArgumentCompleter(typeof(LimitCompleter))]
    [Alias("MaximumRetryCount")]
    [WholeNumber]
    [ValidateRange(0, 1000)]
    public virtual int? MaxRetry { get; set; }

    /// <summary>For how long a request is retried at most. The default is 600.</summary>
    /// <value>seconds</value>
    [Parameter]
    [ArgumentCompleter(typeof(LimitCompleter))]
    [WholeNumber]
    [ValidateRange(0, 86400)]
    public virtual int RetryTimeout { get; set; } = DefaultRetryTimeout;

    private protected override RetryLimits Retry => new() { MaxRetries = MaxRetry, Timeout = TimeSpan.FromSeconds(RetryTimeout) };

    private protected override SeedanceConnection? ChosenConnection => Connection;

    private protected override int RequestLimit => ThrottleLimit;
}
