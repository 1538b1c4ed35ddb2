#if !NET
using System.Net;
#endif

namespace Seedance.Api;

/// <summary>Sends one request once and reports why there was no response.</summary>
internal sealed class HttpSender(HttpClient client, TimeProvider clock)
{
    /// <exception cref="UnreachableException">The request was not sent.</exception>
    /// <exception cref="ConnectionLostException">The request may have arrived.</exception>
    /// <exception cref="RequestTimeoutException">No response in time; the request may have arrived.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timer = clock.CreateCancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await client.SendAsync(request, completion, either.Token);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Cancelled by neither token: the handler gave up connecting.
            throw timer.IsCancellationRequested
                ? new RequestTimeoutException(request.RequestUri!, timeout)
                : new UnreachableException(request.RequestUri!, failure.InnerException ?? failure);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Some handlers report a cancellation as a lost connection.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (InvalidDataException failure)
        {
            // The response can't be decompressed.
            throw new ConnectionLostException(request.RequestUri!, failure);
        }
        catch (HttpRequestException failure)
        {
            throw FailedBeforeSend(failure)
                ? new UnreachableException(request.RequestUri!, failure.InnerException ?? failure)
                : new ConnectionLostException(request.RequestUri!, failure.InnerException ?? failure);
        }
    }

#if NET
    private static bool FailedBeforeSend(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;
#else
    private static bool FailedBeforeSend(HttpRequestException failure) => failure.InnerException is WebException
    {
        Status: WebExceptionStatus.NameResolutionFailure
            or WebExceptionStatus.ProxyNameResolutionFailure
            or WebExceptionStatus.ConnectFailure
            or WebExceptionStatus.SecureChannelFailure
            or WebExceptionStatus.TrustFailure
    };
#endif
}
