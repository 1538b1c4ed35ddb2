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

    private protected override SeedanceConnection? ChosenConnection => Connection;

    private protected override int RequestLimit => ThrottleLimit;
}
